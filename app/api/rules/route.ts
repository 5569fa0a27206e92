import { apiRedis } from '#infra/api-redis';
import { listRules } from '#stores/rules';
import { respond } from '../respond.ts';

export const dynamic = 'force-dynamic';

/** GET /api/rules: the rules as people have edited them, those that are off included. */
export function GET(): Promise<Response> {
  return respond(async () => Response.json({ rules: await listRules(apiRedis()) }));
}
