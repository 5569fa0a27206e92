import { Redis, type RedisOptions } from 'ioredis';
import { env } from './env.ts';
import type { Logger } from './logger.ts';

/**
 * A client that reconnects for ever (RELAY.md's settings). Commands wait while Redis is away unless `failFast`.
 * Each blocking reader needs a client of its own.
 */
export function createRedis(log: Logger, options: RedisOptions & { failFast?: boolean } = {}): Redis {
  const { failFast, ...rest } = options;
  const redis = new Redis(env().REDIS_URL, {
    commandTimeout: 2_000,
    connectTimeout: 1_000,
    // A command that timed out leaves its connection as it is; one that lets nothing through has to be made anew.
    socketTimeout: 3_000,
    maxRetriesPerRequest: failFast ? 0 : null,
    enableOfflineQueue: !failFast,
    retryStrategy: (attempt) => Math.min(attempt * 50, 250),
    maxLoadingRetryTime: 200,
    ...rest,
  });
  let lastMessage = '';
  redis.on('error', (error: Error) => {
    // The same failure repeats at each try; one line a change is enough.
    if (error.message !== lastMessage) log.warn({ error: error.message }, 'Redis connection failed, trying again');
    lastMessage = error.message;
  });
  redis.on('ready', () => {
    if (lastMessage) log.info('Redis connection is back');
    lastMessage = '';
  });
  return redis;
}

/** Waits as long as it takes, where a command would fail after its time limit. */
export async function untilReady(redis: Redis): Promise<void> {
  if (redis.status !== 'ready') await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
}
