import { apiRedis } from '#infra/api-redis';
import { readAlertEvents } from '#stores/alert-events';
import { type IdContext, respond } from '../../../respond.ts';

export const dynamic = 'force-dynamic';

/** GET /api/alerts/ID/events: the newest events that it was raised for, as they came; none where none were kept. */
export function GET(_request: Request, { params }: IdContext): Promise<Response> {
  return respond(async () => Response.json({ events: await readAlertEvents(apiRedis(), (await params).id) }));
}
