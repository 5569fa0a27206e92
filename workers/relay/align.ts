import type { Redis } from 'ioredis';
import type { Logger } from '#infra/logger';
import { openStream, recordLoss } from '#stores/streams';
import type { PartitionState } from './partition.ts';

export type KafkaOffsets = { low: number; high: number };

/** Where to go on reading, or the finding that the topic is another one than the stream was made from. */
export type Alignment = { kind: 'seek'; offset: number } | { kind: 'other-topic'; why: string };

/**
 * Compares the stream's position with what Kafka holds and says where to read on.
 * With a fingerprint it is at the last record handled, to be compared, else behind it.
 */
export async function align(redis: Redis, log: Logger, state: PartitionState, kafka: KafkaOffsets): Promise<Alignment> {
  const { partition, keys } = state;
  let { position, fingerprint } = await openStream(redis, keys, kafka.low);
  state.position = position;
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
  return { kind: 'seek', offset: state.fingerprint ? state.fingerprint.offset : position + 1 };
}
