import type { Redis } from 'ioredis';
import type { ProcessPresence } from '#contracts/pipeline';
import { globalKeys } from '#infra/keys';
import type { Logger } from '#infra/logger';

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
  if (dead.length > 0)
    await redis
      .multi()
      .zrem(`${key}:beats`, ...dead)
      .hdel(`${key}:processes`, ...dead)
      .exec();
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

/** Beats each second until stopped; Redis being away is the clients' own message, not another one here. */
export function startHeartbeat(redis: Redis, log: Logger, role: ProcessPresence['role'], id: string) {
  const presence: ProcessPresence = {
    id,
    role,
    pid: process.pid,
    version: process.env.npm_package_version ?? '0.1.0',
    startedAt: new Date().toISOString(),
  };
  const tick = () => beat(redis, presence).catch((error) => log.debug({ error: String(error) }, 'Heartbeat failed'));
  const timer = setInterval(tick, 1_000);
  void tick();
  return {
    async stop() {
      clearInterval(timer);
      await forget(redis, id);
    },
  };
}
