import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import { GROUP, type PartitionKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { forgetIdle } from './idle-consumers.ts';

export type StreamRecord = { offset: number; timestamp: string; key: Buffer | null; value: Buffer | null };

/** Identity of the last record of a stream, to tell a recreated topic from the one before. */
export type Fingerprint = { offset: number; timestamp: string; hash: string };
export type OpenStream = { position: number; start: number; fingerprint: Fingerprint | null };

export type AppendAnswer = { status: 'ok' | 'behind' | 'ahead' | 'full'; position: number } | { status: 'unset' };

const NOTHING = Buffer.alloc(0);

export function hashOf(record: StreamRecord): string {
  return createHash('sha1')
    .update(record.key ?? NOTHING)
    .update(record.value ?? NOTHING)
    .digest('base64');
}

/** Creates the stream at Kafka's low offset where it doesn't exist; answers where it stands. */
export async function openStream(redis: Redis, keys: PartitionKeys, kafkaLow: number): Promise<OpenStream> {
  const answer = (await runScript(redis, 'open-stream', [keys.events, keys.books], [GROUP, kafkaLow])) as (
    | string
    | null
  )[];
  const [position, start, offset, timestamp, hash] = answer;
  const fingerprint = offset && timestamp && hash ? { offset: Number(offset), timestamp, hash } : null;
  return { position: Number(position), start: Number(start), fingerprint };
}

/** Last offset handled; null for a stream that does not exist. */
export async function readPosition(redis: Redis, keys: PartitionKeys): Promise<number | null> {
  const position = await redis.hget(keys.books, 'position');
  return position === null ? null : Number(position);
}

/**
 * Appends records that follow offset `handled`; `last` is the last offset they cover (≥ the last record's).
 * May be called again as it is after a time-out: the stream is 'ahead' then, and nothing is appended twice.
 */
export async function append(
  redis: Redis,
  keys: PartitionKeys,
  batch: { handled: number; last: number; kafkaHigh: string; records: StreamRecord[] },
): Promise<AppendAnswer> {
  const newest = batch.records.at(-1);
  const args: (string | number | Buffer)[] = [batch.handled, env().STREAM_MAX_ENTRIES, batch.last, batch.kafkaHigh];
  args.push(newest?.timestamp ?? '', newest ? hashOf(newest) : '');
  for (const { offset, timestamp, key, value } of batch.records) {
    args.push(offset, timestamp, key ?? NOTHING, value ?? NOTHING);
  }
  const answer = (await runScript(redis, 'append', [keys.events, keys.books], args)) as [string, number];
  const [status, position] = answer;
  const known = (['ok', 'behind', 'ahead', 'full'] as const).find((each) => each === status.toLowerCase());
  if (known) return { status: known, position };
  return { status: 'unset' };
}

/** Kafka no longer has the records after `position`: keeps their number as lost. Returns how many. */
export async function recordLoss(
  redis: Redis,
  keys: PartitionKeys,
  position: number,
  kafkaLow: number,
): Promise<number> {
  return Number(await runScript(redis, 'record-loss', [keys.books], [position, kafkaLow]));
}

/** Takes or renews the lease; true when `owner` holds it now. */
export async function holdLease(redis: Redis, keys: PartitionKeys, owner: string, ttlMs: number): Promise<boolean> {
  return (await runScript(redis, 'lease', [keys.lease], [owner, ttlMs])) === 1;
}

export async function releaseLease(redis: Redis, keys: PartitionKeys, owner: string): Promise<void> {
  await runScript(redis, 'lease', [keys.lease], [owner, 0]);
}

/** One entry as a web process reads it: when Kafka recorded it, and when it was appended (null: by an older relay). */
export type StreamEntry = { id: string; recordedMs: number; relayedMs: number | null; value: string };

type RawEntry = [id: string, fields: string[] | null];

/** Reads of a stream answer flat field lists in append.lua's order: t, time, k, key, v, value, r, time. */
export function toEntries(rows: RawEntry[]): StreamEntry[] {
  const entries: StreamEntry[] = [];
  for (const [id, fields] of rows) {
    if (fields) {
      const relayedMs = fields[7] === undefined ? null : Number(fields[7]);
      entries.push({ id, recordedMs: Number(fields[1]), relayedMs, value: fields[5] ?? '' });
    }
  }
  return entries;
}

/** Next entries for this consumer that nobody has read; waits up to `blockMs`. Needs a connection of its own. */
export async function readNew(
  redis: Redis,
  keys: PartitionKeys,
  consumer: string,
  count: number,
  blockMs: number,
): Promise<StreamEntry[]> {
  const answer = (await redis.xreadgroup(
    'GROUP',
    GROUP,
    consumer,
    'COUNT',
    count,
    'BLOCK',
    blockMs,
    'STREAMS',
    keys.events,
    '>',
  )) as [string, RawEntry[]][] | null;
  return toEntries(answer?.[0]?.[1] ?? []);
}

/** Takes over entries that their consumer has held for `idleMs` without acknowledging. */
export async function claimIdle(
  redis: Redis,
  keys: PartitionKeys,
  consumer: string,
  idleMs: number,
  count: number,
): Promise<StreamEntry[]> {
  const answer = (await redis.xautoclaim(keys.events, GROUP, consumer, idleMs, '0-0', 'COUNT', count)) as [
    string,
    RawEntry[],
  ];
  return toEntries(answer[1]);
}

/** Deletes consumers of dead processes that hold nothing. */
export const forgetIdleConsumers = (redis: Redis, keys: PartitionKeys, self: string, idleMs: number): Promise<void> =>
  forgetIdle(redis, { stream: keys.events, group: GROUP }, self, idleMs);

/** Creates the group where a failover or a flush has lost it. */
export async function ensureGroup(redis: Redis, keys: PartitionKeys): Promise<void> {
  await redis.xgroup('CREATE', keys.events, GROUP, '0', 'MKSTREAM').catch((error: Error) => {
    if (!error.message.startsWith('BUSYGROUP')) throw error;
  });
}
