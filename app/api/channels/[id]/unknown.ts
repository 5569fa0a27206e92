import { HttpError } from '../../respond.ts';

export function unknownChannel(id: string): HttpError {
  return new HttpError(404, 'not_found', `There is no channel ${id}; GET /api/channels lists them.`);
}
