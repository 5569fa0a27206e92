import { apiRedis } from '#infra/api-redis';
import { readHealth } from '#stores/health';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const health = await readHealth(apiRedis());
  return Response.json(health, { status: health.ready ? 200 : 503 });
}
