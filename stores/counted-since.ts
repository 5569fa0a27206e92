import type { Redis } from 'ioredis';
import { globalKeys } from '#infra/keys';

/** By then every server has seen a new rule: each looks once a second. */
const ALL_KNOW_SECONDS = 3;

/**
 * From which second on all servers count what rules ask for, by id; those that nobody has counted yet are known from the
 * next call on. What is no longer asked for is forgotten: nobody counts it, so it would begin anew.
 */
export async function readCountedSince(redis: Redis, ids: readonly string[]): Promise<Map<string, number>> {
  const key = globalKeys().countedSince;
  const known = new Map(Object.entries(await redis.hgetall(key)).map(([id, second]) => [id, Number(second)]));
  const gone = [...known.keys()].filter((id) => !ids.includes(id));
  const begun = ids.filter((id) => !known.has(id));
  const since = Math.floor(Date.now() / 1_000) + ALL_KNOW_SECONDS;
  if (gone.length > 0) await redis.hdel(key, ...gone);
  await Promise.all(begun.map((id) => redis.hsetnx(key, id, since)));
  return known;
}
