import { z } from 'zod';
import { ALERT_STATES } from '#contracts/alert';
import { apiRedis } from '#infra/api-redis';
import { listAlerts } from '#stores/alerts';
import { readQuery, respond } from '../respond.ts';

export const dynamic = 'force-dynamic';

const MAX_ALERTS = 200;
const STATES = [...ALERT_STATES, 'open'] as const;
const Query = z.strictObject({ state: z.enum(STATES, { error: `must be one of ${STATES.join(', ')}` }).optional() });

/** GET /api/alerts[?state=]: open ones first, by urgency, then resolved ones, newest first. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const { state } = readQuery(request, Query);
    return Response.json({ alerts: await listAlerts(apiRedis(), { filter: state, limit: MAX_ALERTS }) });
  });
}
