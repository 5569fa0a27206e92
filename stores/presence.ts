import type { Redis } from 'ioredis';
import type { ProcessPresence } from '#contracts/pipeline';
import { globalKeys } from '#infra/keys';

/** A process that has not beaten for this long is gone. */
const ALIVE_MS = 3_000;

/** Records a heartbeat of this process; call it each second. */
export async function beat(redis: Redis, presence: ProcessPresence): Promise<void> {
  const { presence: key } = globalKeys();
  await redis
    .multi()
    .zadd(`${key}:beats`, Date.now(), presence.id)
    .hset(`${key}:processes`, presence.id, JSON.stringify(presence))
    .exec();
}

/** Processes whose heartbeat is recent, oldest start first; those gone are forgotten. */
export async function livePresences(redis: Redis): Promise<ProcessPresence[]> {
  const { presence: key } = globalKeys();
  const dead = await redis.zrangebyscore(`${key}:beats`, '-inf', Date.now() - ALIVE_MS * 20);
  if (dead.length > 0) await redis.multi().zrem(`${key}:beats`, ...dead).hdel(`${key}:processes`, ...dead).exec();
  const alive = await redis.zrangebyscore(`${key}:beats`, Date.now() - ALIVE_MS, '+inf');
  if (alive.length === 0) return [];
  const rows = await redis.hmget(`${key}:processes`, ...alive);
  return rows
    .filter((row) => row !== null)
    .map((row) => JSON.parse(row) as ProcessPresence)
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}

export async function forget(redis: Redis, id: string): Promise<void> {
  const { presence: key } = globalKeys();
  await redis.multi().zrem(`${key}:beats`, id).hdel(`${key}:processes`, id).exec();
}
