import { z } from 'zod';
import { apiRedis } from '#infra/api-redis';
import { listAlerts } from '#stores/alerts';
import { errorAnswer, whenRedisAnswers } from './errors.ts';

export const dynamic = 'force-dynamic';

const MAX_ALERTS = 200;
const STATES = ['pending', 'firing', 'resolved', 'open'] as const;
const Query = z.object({ state: z.enum(STATES, { error: `must be one of ${STATES.join(', ')}` }).optional() });

/** GET /api/alerts[?state=]: open ones first, by urgency, then resolved ones, newest first. */
export async function GET(request: Request): Promise<Response> {
  const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) {
    return errorAnswer(400, {
      code: 'bad_request',
      message: 'The query is wrong; correct what is listed in details.',
      details: query.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    });
  }
  return whenRedisAnswers(async () =>
    Response.json({ alerts: await listAlerts(apiRedis(), { filter: query.data.state, limit: MAX_ALERTS }) }),
  );
}
