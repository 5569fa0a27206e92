import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';

/** Keys of a partition that no other test has: the epoch is a random number. */
export function freshPartition(): PartitionKeys {
  return partitionKeys(0, Number.parseInt(randomUUID().slice(0, 8), 16));
}

export function testRedis(): Redis {
  return createRedis(createLogger('test'));
}

/** Removes what a test wrote. */
export async function removeKeys(redis: Redis, base: string): Promise<void> {
  const keys = await redis.keys(`${base}*`);
  if (keys.length > 0) await redis.del(...keys);
}
