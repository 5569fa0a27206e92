import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import type { Admin } from '#infra/kafka';
import { globalKeys, partitionKeys } from '#infra/keys';
import type { Logger } from '#infra/logger';
import { readPosition } from '#stores/streams';
import { readTopic } from '#stores/topic';

const LOOK_EVERY_MS = 5_000;
const PUBLISH_EVERY_MS = 30_000;

/**
 * Shows the positions as committed offsets of the group KAFKA_GROUP, which has no members, so that operators' tools
 * can tell the lag. One relay does it, every 30 s: kafkajs takes about 5 s for it. Nothing of ours reads them.
 */
export function startGroupOffsets(redis: Redis, admin: Admin, log: Logger, owner: string): { stop: () => void } {
  let publishing = false;
  const timer = setInterval(async () => {
    if (publishing) return;
    publishing = true;
    try {
      const isOurTurn = await redis.set(globalKeys().groupOffsets, owner, 'PX', PUBLISH_EVERY_MS, 'NX');
      if (isOurTurn) await publish(redis, admin);
    } catch (error) {
      log.warn({ error: String(error) }, 'The offsets for operators’ tools could not be set, trying again in 30 s');
    } finally {
      publishing = false;
    }
  }, LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

async function publish(redis: Redis, admin: Admin): Promise<void> {
  const topic = await readTopic(redis);
  if (!topic) return;
  const positions = await Promise.all(
    Array.from({ length: topic.partitions }, async (_, partition) => ({
      partition,
      position: await readPosition(redis, partitionKeys(partition, topic.epoch)),
    })),
  );
  const partitions = positions.flatMap(({ partition, position }) =>
    position === null ? [] : [{ partition, offset: String(position + 1) }],
  );
  if (partitions.length > 0)
    await admin.setOffsets({ groupId: env().KAFKA_GROUP, topic: env().KAFKA_TOPIC, partitions });
}
