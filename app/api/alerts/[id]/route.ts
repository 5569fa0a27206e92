import { apiRedis } from '#infra/api-redis';
import { findAlert } from '#stores/alerts';
import { type IdContext, respond } from '../../respond.ts';
import { unknownAlert } from './answer.ts';

export const dynamic = 'force-dynamic';

/** GET /api/alerts/ID: one alert with its timeline. */
export function GET(_request: Request, { params }: IdContext): Promise<Response> {
  return respond(async () => {
    const { id } = await params;
    const alert = await findAlert(apiRedis(), id);
    if (!alert) throw unknownAlert(id);
    return Response.json(alert);
  });
}
