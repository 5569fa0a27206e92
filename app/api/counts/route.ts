import { apiRedis } from '#infra/api-redis';
import { CountsQuery, readCounts } from '#stores/counts';
import { readQuery, respond } from '../respond.ts';

export const dynamic = 'force-dynamic';

/** GET /api/counts: exact counts by event time. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => Response.json(await readCounts(apiRedis(), readQuery(request, CountsQuery))));
}
