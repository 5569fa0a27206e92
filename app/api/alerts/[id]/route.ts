import { apiRedis } from '#infra/api-redis';
import { findAlert } from '#stores/alerts';
import { errorAnswer, whenRedisAnswers } from '../errors.ts';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ id: string }> };

/** GET /api/alerts/ID: one alert with its timeline. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  return whenRedisAnswers(async () => {
    const alert = await findAlert(apiRedis(), id);
    if (alert) return Response.json(alert);
    return errorAnswer(404, { code: 'not_found', message: `There is no alert ${id}; GET /api/alerts lists them.` });
  });
}
