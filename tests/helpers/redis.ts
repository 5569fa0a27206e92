import { randomUUID } from 'node:crypto';
import type { Redis, RedisOptions } from 'ioredis';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';

/** A random number, so that no other test has the keys. */
export function freshEpoch(): number {
  return Number.parseInt(randomUUID().slice(0, 8), 16);
}

/** Keys of a partition that no other test has. */
export function freshPartition(): PartitionKeys {
  return partitionKeys(0, freshEpoch());
}

export function testRedis(options: RedisOptions = {}): Redis {
  return createRedis(createLogger('test'), options);
}

/** Removes what a test wrote. */
export async function removeKeys(redis: Redis, base: string): Promise<void> {
  const keys = await redis.keys(`${base}*`);
  if (keys.length > 0) await redis.del(...keys);
}
