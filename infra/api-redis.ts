import type { Redis } from 'ioredis';
import { createLogger } from './logger.ts';
import { createRedis } from './redis.ts';

const holder = globalThis as typeof globalThis & { yeoulApiRedis?: Redis };

/** The one client of route handlers; it fails at once while Redis is away, so that requests don't pile up. */
export function apiRedis(): Redis {
  holder.yeoulApiRedis ??= createRedis(createLogger('api'), { failFast: true });
  return holder.yeoulApiRedis;
}
