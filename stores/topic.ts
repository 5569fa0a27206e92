import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import { globalKeys } from '#infra/keys';
import { runScript } from '#infra/lua';

/** What every process needs to know of the topic; `epoch` counts its recreations from 1. */
export type Topic = { epoch: number; partitions: number };

/** Called by a relay that has seen the topic in Kafka. Partitions may grow, never shrink. */
export async function registerTopic(redis: Redis, partitions: number): Promise<Topic> {
  const { topic: key } = globalKeys();
  await redis.hsetnx(key, 'epoch', 1);
  await redis.hset(key, 'partitions', partitions, 'topic', env().KAFKA_TOPIC);
  return { epoch: Number(await redis.hget(key, 'epoch')), partitions };
}

/** null until a relay has registered the topic. */
export async function readTopic(redis: Redis): Promise<Topic | null> {
  const [epoch, partitions] = await redis.hmget(globalKeys().topic, 'epoch', 'partitions');
  return epoch && partitions ? { epoch: Number(epoch), partitions: Number(partitions) } : null;
}

/** The topic was deleted and made anew: new streams begin. Returns the epoch now. */
export async function raiseEpoch(redis: Redis, found: number): Promise<number> {
  return Number(await runScript(redis, 'raise-epoch', [globalKeys().topic], [found]));
}

/** Every partition of every epoch, for reads that must see all that was ever counted. */
export function partitionsOf(topic: Topic): { partition: number; epoch: number }[] {
  return Array.from({ length: topic.epoch }, (_, index) => index + 1).flatMap((epoch) =>
    Array.from({ length: topic.partitions }, (_, partition) => ({ partition, epoch })),
  );
}
