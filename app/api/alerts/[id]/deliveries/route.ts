import { apiRedis } from '#infra/api-redis';
import { deliveriesOf } from '#stores/deliveries';
import { type IdContext, respond } from '../../../respond.ts';

export const dynamic = 'force-dynamic';

/** GET /api/alerts/ID/deliveries: what was told of it to which channel, and what came of that. */
export function GET(_request: Request, { params }: IdContext): Promise<Response> {
  return respond(async () => Response.json({ deliveries: await deliveriesOf(apiRedis(), (await params).id) }));
}
