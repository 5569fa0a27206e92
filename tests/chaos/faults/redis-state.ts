import { Redis } from 'ioredis';
import { partitionsOf } from '#stores/topic';
import { type Cluster, STREAM_MAX_ENTRIES } from '../cluster.ts';

/** Runs commands on the run's Redis, past the doors. */
export async function withRedis<T>(cluster: Cluster, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(cluster.redisPort, '127.0.0.1', { commandTimeout: 5_000 });
  redis.on('error', () => {});
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

/** Every stream of the current epoch holds as many entries as it may. */
export function streamsAreFull(cluster: Cluster): Promise<boolean> {
  return withRedis(cluster, async (redis) => {
    const prefix = cluster.stack.env.KEY_PREFIX;
    const [epoch, partitions] = await redis.hmget(`${prefix}topic`, 'epoch', 'partitions');
    const current = partitionsOf({ epoch: Number(epoch), partitions: Number(partitions) }).filter(
      (each) => each.epoch === Number(epoch),
    );
    const lengths = await Promise.all(
      current.map((each) => redis.xlen(`${prefix}{p${each.partition}.${each.epoch}}:events`)),
    );
    return lengths.every((length) => length >= STREAM_MAX_ENTRIES);
  });
}
