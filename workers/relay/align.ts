import type { Redis } from 'ioredis';
import type { Logger } from '#infra/logger';
import { openStream, recordLoss } from '#stores/streams';
import type { PartitionState } from './partition.ts';

export type KafkaOffsets = { low: number; high: number };

/** Where to go on reading (the last record handled, where it can be compared, else behind it), or the finding that the topic is another one than the stream was made from. */
export type Alignment = { kind: 'seek'; offset: number } | { kind: 'other-topic'; why: string };

/**
 * Compares the stream's position with what Kafka holds and says where to read on; null when Kafka has no such partition.
 * Kafka is asked once more after the position is known: with an older answer, what was appended meanwhile would look
 * like a shorter topic.
 */
export async function align(
  redis: Redis,
  log: Logger,
  state: PartitionState,
  askKafka: () => Promise<KafkaOffsets | undefined>,
): Promise<Alignment | null> {
  const { partition, keys } = state;
  const before = await askKafka();
  if (!before) return null;
  let { position, fingerprint } = await openStream(redis, keys, before.low);
  const kafka = await askKafka();
  if (!kafka) return null;
  if (kafka.high <= position) {
    return { kind: 'other-topic', why: `Kafka ends at offset ${kafka.high - 1}, the stream is at ${position}` };
  }
  if (kafka.low > position + 1) {
    const lost = await recordLoss(redis, keys, position, kafka.low);
    if (lost > 0)
      log.error({ partition, lost, position, low: kafka.low }, 'Kafka removed records before they were relayed');
    position = kafka.low - 1;
    fingerprint = null;
  }
  state.position = position;
  state.fingerprint = fingerprint && fingerprint.offset >= kafka.low ? fingerprint : null;
  return { kind: 'seek', offset: state.fingerprint?.offset ?? position + 1 };
}
