import { apiRedis } from '#infra/api-redis';
import { readPipeline } from '#stores/pipeline';
import { respond } from '../respond.ts';

export const dynamic = 'force-dynamic';

/** GET /api/pipeline: every hop, and the books per partition. */
export function GET(): Promise<Response> {
  return respond(async () => Response.json(await readPipeline(apiRedis())));
}
