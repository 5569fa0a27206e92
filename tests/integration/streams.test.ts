import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { env } from '#infra/env';
import type { PartitionKeys } from '#infra/keys';
import { append, claimIdle, openStream, readNew, recordLoss, type StreamRecord } from '#stores/streams';
import { freshPartition, removeKeys, testRedis } from '#tests/helpers/redis';

const redis = testRedis();
let keys: PartitionKeys;

beforeEach(async () => {
  keys = freshPartition();
  await openStream(redis, keys, 0);
});
afterEach(() => removeKeys(redis, keys.base));
afterAll(() => redis.quit());

const record = (offset: number, value: Buffer = Buffer.from(`value ${offset}`)): StreamRecord => ({
  offset,
  timestamp: '1800000000000',
  key: Buffer.from('k'),
  value,
});
const batch = (from: number, to: number) => ({
  handled: from - 1,
  last: to,
  kafkaHigh: String(to + 1),
  records: Array.from({ length: to - from + 1 }, (_, i) => record(from + i)),
});
const ids = async () => (await redis.xrange(keys.events, '-', '+')).map(([id]) => id);

test('appends each record once, in order, however often the batch comes', async () => {
  expect(await append(redis, keys, batch(0, 2))).toEqual({ status: 'ok', position: 2 });
  expect(await append(redis, keys, batch(0, 2))).toEqual({ status: 'ahead', position: 2 });
  expect(await append(redis, keys, batch(1, 4))).toEqual({ status: 'ahead', position: 2 });
  expect(await append(redis, keys, batch(3, 4))).toEqual({ status: 'ok', position: 4 });
  expect(await ids()).toEqual(['0-1', '1-1', '2-1', '3-1', '4-1']);
});

test('appends nothing when the stream is behind what the relay believes', async () => {
  await append(redis, keys, batch(0, 2));
  expect(await append(redis, keys, batch(5, 6))).toEqual({ status: 'behind', position: 2 });
  expect(await ids()).toHaveLength(3);
});

test('keeps bytes that are no UTF-8', async () => {
  const value = Buffer.from([0, 255, 254, 128, 10]);
  await append(redis, keys, { handled: -1, last: 0, kafkaHigh: '1', records: [record(0, value)] });
  const [[, fields]] = (await redis.xrangeBuffer(keys.events, '-', '+')) as [[Buffer, Buffer[]]];
  expect(fields[5]).toEqual(value);
});

test('answers full at the cap and appends nothing', async () => {
  const cap = env().STREAM_MAX_ENTRIES;
  for (let from = 0; from < cap; from += 1_000) await append(redis, keys, batch(from, from + 999));
  expect(await append(redis, keys, batch(cap, cap))).toEqual({ status: 'full', position: cap - 1 });
  expect(await redis.xlen(keys.events)).toBe(cap);
});

test('counts offsets without a record as gaps', async () => {
  await append(redis, keys, { handled: -1, last: 9, kafkaHigh: '10', records: [record(3), record(7)] });
  expect(await redis.hmget(keys.books, 'position', 'relayed', 'gaps')).toEqual(['9', '2', '8']);
});

test('records a loss once and goes on from the low offset', async () => {
  await append(redis, keys, batch(0, 2));
  expect(await recordLoss(redis, keys, 2, 10)).toBe(7);
  expect(await recordLoss(redis, keys, 2, 10)).toBe(0);
  expect(await redis.hmget(keys.books, 'lostFrom', 'lostTo')).toEqual(['3', '9']);
  expect(await redis.hget(keys.books, 'position')).toBe('9');
});

test('a new stream starts at the low offset of Kafka', async () => {
  const other = freshPartition();
  expect(await openStream(redis, other, 40)).toMatchObject({ position: 39, start: 40, fingerprint: null });
  await removeKeys(redis, other.base);
});

test('an entry that one consumer holds is claimed by another', async () => {
  await append(redis, keys, batch(0, 1));
  expect(await readNew(redis, keys, 'one', 10, 10)).toHaveLength(2);
  expect(await readNew(redis, keys, 'two', 10, 10)).toHaveLength(0);
  expect((await claimIdle(redis, keys, 'two', 0, 10)).map((entry) => entry.id)).toEqual(['0-1', '1-1']);
});
