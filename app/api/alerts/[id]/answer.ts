import type { Acted } from '#stores/alert-actions';
import { HttpError } from '../../respond.ts';

export const unknownAlert = (id: string) =>
  new HttpError(404, 'not_found', `There is no alert ${id}; GET /api/alerts lists them.`);

/** The alert after an action; what was refused is an error answer. */
export function answerOf(id: string, acted: Acted): Response {
  if (acted === null) throw unknownAlert(id);
  if ('refused' in acted) throw new HttpError(409, 'conflict', acted.refused);
  return Response.json(acted.alert);
}
