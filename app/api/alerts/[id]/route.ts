import { apiRedis } from '#infra/api-redis';
import { findAlert } from '#stores/alerts';
import { HttpError, respond } from '../../respond.ts';
import type { AlertContext } from './answer.ts';

export const dynamic = 'force-dynamic';

/** GET /api/alerts/ID: one alert with its timeline. */
export function GET(_request: Request, { params }: AlertContext): Promise<Response> {
  return respond(async () => {
    const { id } = await params;
    const alert = await findAlert(apiRedis(), id);
    if (!alert) throw new HttpError(404, 'not_found', `There is no alert ${id}; GET /api/alerts lists them.`);
    return Response.json(alert);
  });
}
