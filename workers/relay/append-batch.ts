import type { Redis } from 'ioredis';
import { type EachBatchPayload, fetchedOffsetOf, type KafkaMessage } from '#infra/kafka';
import type { Logger } from '#infra/logger';
import { type AppendAnswer, append, hashOf, type StreamRecord } from '#stores/streams';
import type { PartitionState } from './partition.ts';

const RECORDS_PER_SCRIPT = 500;
const RETRY_MS = 100;

export type BatchOutcome = 'done' | 'full' | 'realign' | 'other-topic';

/**
 * Appends one fetched batch in scripts of 500 records. A failed script is tried again as it is until it succeeds or
 * the batch is no longer ours; the answer says what the caller has to do about the partition.
 */
export async function appendBatch(
  redis: Redis,
  log: Logger,
  state: PartitionState,
  payload: EachBatchPayload,
): Promise<{ outcome: BatchOutcome; appended: number }> {
  const { batch } = payload;
  let records = batch.messages.map(toRecord);
  let handled = fetchedOffsetOf(batch) - 1;
  if (state.fingerprint) {
    const first = records[0];
    if (first?.offset === state.fingerprint.offset) {
      if (hashOf(first) !== state.fingerprint.hash || first.timestamp !== state.fingerprint.timestamp) {
        return { outcome: 'other-topic', appended: 0 };
      }
    }
    state.fingerprint = null;
    records = records.filter((record) => record.offset > state.position);
    // Above the position when Kafka has removed what was to be compared: what is between is a loss, not a gap.
    handled = Math.max(state.position, handled);
  }
  const batchEnd = Number(batch.lastOffset());
  if (records.length === 0 && batchEnd <= state.position) {
    // Not the batch's end: what is fetched next has to follow the position, or it would be refused for ever.
    payload.resolveOffset(String(state.position));
    return { outcome: 'done', appended: 0 };
  }
  let appended = 0;
  for (let at = 0; at < records.length || at === 0; at += RECORDS_PER_SCRIPT) {
    const chunk = records.slice(at, at + RECORDS_PER_SCRIPT);
    const isLast = at + RECORDS_PER_SCRIPT >= records.length;
    const last = isLast ? Math.max(batchEnd, chunk.at(-1)?.offset ?? -1) : (chunk.at(-1)?.offset ?? batchEnd);
    const answer = await appendUntilDone(redis, log, state, payload, { handled, last, records: chunk });
    if (!answer) return { outcome: 'done', appended };
    if (answer.status === 'full') return { outcome: 'full', appended };
    if (answer.status !== 'ok') return { outcome: 'realign', appended };
    state.position = answer.position;
    appended += chunk.length;
    payload.resolveOffset(String(last));
    handled = last;
    await payload.heartbeat();
  }
  return { outcome: 'done', appended };
}

async function appendUntilDone(
  redis: Redis,
  log: Logger,
  state: PartitionState,
  payload: EachBatchPayload,
  chunk: { handled: number; last: number; records: StreamRecord[] },
): Promise<AppendAnswer | null> {
  for (let attempt = 1; ; attempt += 1) {
    if (!payload.isRunning() || payload.isStale() || !state.active) return null;
    try {
      return await append(redis, state.keys, { ...chunk, kafkaHigh: payload.batch.highWatermark });
    } catch (error) {
      if (attempt === 1)
        log.warn({ error: String(error), partition: state.partition }, 'Redis did not take a batch, trying again');
      await payload.heartbeat();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function toRecord(message: KafkaMessage): StreamRecord {
  return { offset: Number(message.offset), timestamp: message.timestamp, key: message.key, value: message.value };
}
