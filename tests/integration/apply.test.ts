import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { env } from '#infra/env';
import { GROUP, type PartitionKeys } from '#infra/keys';
import { apply } from '#server/consume/apply';
import { type FoldLimits, fold } from '#server/consume/fold';
import { append, openStream, readNew, type StreamEntry } from '#stores/streams';
import { freshPartition, removeKeys, testRedis } from '#tests/helpers/redis';

const redis = testRedis();
const now = Math.floor(Date.now() / 1_000);
const limits: FoldLimits = { now, secondsKept: 10_800, minutesKept: 691_200, hoursKept: 34_560_000, futureLimit: 60 };
let keys: PartitionKeys;
let offset: number;

beforeEach(async () => {
  keys = freshPartition();
  offset = 0;
  await openStream(redis, keys, 0);
});
afterEach(() => removeKeys(redis, keys.base));
afterAll(() => redis.quit());

function event(messageId: string, name = 'Product Viewed', second = now): string {
  return JSON.stringify({
    type: 'track',
    event: name,
    messageId,
    userId: 'u',
    timestamp: new Date(second * 1_000).toISOString(),
  });
}

async function relay(...values: string[]): Promise<StreamEntry[]> {
  const records = values.map((value, i) => ({
    offset: offset + i,
    timestamp: '0',
    key: null,
    value: Buffer.from(value),
  }));
  await append(redis, keys, { handled: offset - 1, last: offset + values.length - 1, kafkaHigh: '0', records });
  offset += values.length;
  return readNew(redis, keys, 'consumer', 1_000, 10);
}
const foldNow = (entries: StreamEntry[], seen: string[] = []) => fold(entries, limits, new Set(seen));
const counted = async (name = 'Product Viewed') => Number(await redis.hget(keys.count('s', now), `r|${name}`));

test('counts, acknowledges and deletes together', async () => {
  const entries = await relay(event('a'), event('b'));
  expect(await apply(redis, keys, foldNow(entries), limits)).toEqual({ status: 'ok' });
  expect(await counted()).toBe(2);
  expect(await redis.xlen(keys.events)).toBe(0);
  expect(((await redis.xpending(keys.events, GROUP)) as [number])[0]).toBe(0);
});

test('the newest second that was counted is known, whatever comes after it', async () => {
  await apply(redis, keys, foldNow(await relay(event('a'), event('b', 'Product Viewed', now - 90))), limits);
  await apply(redis, keys, foldNow(await relay(event('c', 'Product Viewed', now - 60))), limits);
  expect(await redis.hmget(keys.books, 'newestReal', 'newestSimulated')).toEqual([String(now), null]);
});

test('the same fold applied again changes nothing', async () => {
  const result = foldNow(await relay(event('a'), event('b')));
  await apply(redis, keys, result, limits);
  expect(await apply(redis, keys, result, limits)).toEqual({ status: 'pending', ids: [] });
  expect(await counted()).toBe(2);
});

test('says which entries are still pending and writes nothing', async () => {
  const entries = await relay(event('a'), event('b'), event('c'));
  await apply(redis, keys, foldNow(entries.slice(1, 2)), limits);
  const answer = await apply(redis, keys, foldNow(entries), limits);
  expect(answer).toEqual({ status: 'pending', ids: ['0-1', '2-1'] });
  expect(await counted()).toBe(1);
});

test('says which message IDs were seen before and writes nothing', async () => {
  await apply(redis, keys, foldNow(await relay(event('a'))), limits);
  const entries = await relay(event('b'), event('a'));
  expect(await apply(redis, keys, foldNow(entries), limits)).toEqual({ status: 'seen', messageIds: ['a'] });
  expect(await apply(redis, keys, foldNow(entries, ['a']), limits)).toEqual({ status: 'ok' });
  expect(await counted()).toBe(2);
  expect(await redis.hget(keys.books, 'duplicates')).toBe('1');
});

test('a duplicate of what is not known any more is refused', async () => {
  const entries = await relay(event('a'), event('b'));
  expect(await apply(redis, keys, foldNow(entries, ['a']), limits)).toEqual({ status: 'seen', messageIds: [] });
  expect(await redis.hget(keys.books, 'duplicates')).toBeNull();
});

test('knows a message ID across the end of a window of deduplication, whichever clock is behind', async () => {
  const window = env().DEDUPE_WINDOW_SECONDS;
  const at = (seconds: number) => ({ ...limits, now: Math.ceil(now / window) * window + seconds });
  await apply(redis, keys, foldNow(await relay(event('a'))), at(1));
  const entries = await relay(event('a'));
  expect(await apply(redis, keys, foldNow(entries), at(-1))).toEqual({ status: 'seen', messageIds: ['a'] });
});

test('keeps a reject with its bytes, reason and path', async () => {
  await apply(redis, keys, foldNow(await relay('not json')), limits);
  const [[, fields]] = (await redis.xrange(keys.rejects, '-', '+')) as [[string, string[]]];
  expect(fields).toEqual([
    'id',
    '0-1',
    'reason',
    'not JSON',
    'path',
    '',
    't',
    '0',
    'k',
    '',
    'v',
    'not json',
    'r',
    expect.any(String),
  ]);
  expect(await redis.hget(keys.books, 'rejected')).toBe('1');
});

test('folds unknown names into (other) when the window is full', async () => {
  const values = Array.from({ length: 400 }, (_, i) => event(`m-${i}`, `Custom ${i}`));
  await apply(redis, keys, foldNow(await relay(...values, event('last'))), limits);
  const fields = await redis.hgetall(keys.count('s', now));
  expect(Object.keys(fields).length).toBeLessThanOrEqual(202);
  expect(Object.values(fields).reduce((sum, n) => sum + Number(n), 0)).toBe(401);
  expect(Number(fields['r|(other)'])).toBeGreaterThan(190);
  expect(fields['r|Product Viewed']).toBe('1');
});

test('two batches that interleave pending entries are told apart', async () => {
  const entries = await relay(...Array.from({ length: 40 }, (_, i) => event(`m-${i}`)));
  const odd = entries.filter((_, index) => index % 2 === 1);
  const even = entries.filter((_, index) => index % 2 === 0);
  expect(await apply(redis, keys, foldNow(odd), limits)).toEqual({ status: 'ok' });
  expect(await apply(redis, keys, foldNow(even), limits)).toEqual({ status: 'ok' });
  expect(await counted()).toBe(40);
});
