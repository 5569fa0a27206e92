import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { Quantity, Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { measure } from '#server/alerts/measure';
import { MinuteHistory } from '#server/live/minute-history';
import { type RuleSources, ruleInput } from '#server/live/rule-input';
import { filteredIdOf, RuleSeries } from '#server/live/rule-series';
import { LiveState } from '#server/live/state';
import { Windows } from '#server/live/windows';
import { readCountedSince } from '#stores/counted-since';
import { registerTopic } from '#stores/topic';
import { removeKeys } from '#tests/helpers/redis';

const HOUR = 3_600;
const prefix = `test-${randomUUID()}:`;
vi.stubEnv('KEY_PREFIX', prefix);
vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
const log = createLogger('live-copies-test');
const redis = createRedis(log);
const keys = partitionKeys(0, 1);
const now = Math.floor(Date.now() / 1_000);
const minute = now - (now % 60);

beforeEach(async () => {
  vi.setSystemTime(now * 1_000);
  await removeKeys(redis, prefix);
  await registerTopic(redis, 1);
});
afterAll(async () => {
  await removeKeys(redis, prefix);
  await redis.quit();
});

let version = 0;
/** As the apply script leaves it. */
async function write(second: number, counts: Record<string, number>): Promise<void> {
  version += 1;
  await redis.hset(keys.count('s', second), counts);
  await redis.zadd(keys.changed, version, second);
  await writeMinute(second - (second % 60), counts);
}

async function writeMinute(at: number, counts: Record<string, number>): Promise<void> {
  await redis.hset(keys.count('m', at), counts);
  await redis.hset(keys.count('h', at - (at % HOUR)), counts);
}

/** Reads until there is nothing more to read. */
async function readAll(history: MinuteHistory): Promise<void> {
  await vi.waitFor(async () => {
    await history.refresh();
    expect(history.since).toBe(Number.NEGATIVE_INFINITY);
  });
}

const flood = (from: number) =>
  Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`r|made-up-${from + index}`, 1]));

test('a rule may ask for a name that was dropped among many: its counts are read again', async () => {
  await write(now - 600, { 'r|rare': 3 });
  for (let age = 1; age < 4; age += 1) await write(now - age * 120, flood(age * 600));
  const windows = new Windows(redis);
  const history = new MinuteHistory(redis);
  await windows.refresh();
  await readAll(history);
  const known = () => [windows.rings.sum(['r|rare'], 0, now), history.rings.sum(['r|rare'], 0, now)];
  expect(known()).toEqual([0, 0]);

  windows.keep(new Set(['r|rare']));
  history.keep(new Set(['r|rare']));
  expect(history.since).toBe(Number.POSITIVE_INFINITY);
  await readAll(history);
  expect(known()).toEqual([3, 3]);
});

const ORDERS: Quantity = { of: 'events', names: ['Order Completed'], category: null };

/** What a rule reads of these copies now. */
function inputOf(windows: Windows, history: MinuteHistory, countedSince = new Map<string, number>()) {
  const sources: RuleSources = {
    seconds: windows.rings,
    minutes: history.rings,
    secondsSince: windows.since,
    minutesSince: history.since,
    users: () => null,
    busiest: () => [],
    busiestSince: () => null,
    usersToCome: () => true,
    countedSince: (id) => countedSince.get(id) ?? Number.POSITIVE_INFINITY,
    wrongRecords: null,
    isCounted: () => true,
    newest: windows.newest,
  };
  return ruleInput(sources, now - 1, 1);
}

test('while minutes are still being read, what needs them is not known; then it is', async () => {
  for (let age = 1; age <= 300; age += 1) await writeMinute(minute - age * 60, { 'r|Order Completed': 2 });
  const windows = new Windows(redis);
  const history = new MinuteHistory(redis);
  await windows.refresh();
  const orders = (seconds: number) => inputOf(windows, history).amount(ORDERS, minute - seconds, minute, 'real');
  const measured = { kind: 'value', quantity: ORDERS, windowSeconds: 60 } as const;
  const mean = () => inputOf(windows, history).byMinute(measured, minute - 5 * HOUR, minute, 'real')?.mean;
  expect(orders(3 * HOUR)).toBeNull();
  await history.refresh();
  expect([orders(3 * HOUR), orders(5 * HOUR), mean()]).toEqual([360, null, undefined]);
  await readAll(history);
  expect([orders(5 * HOUR), mean()]).toEqual([600, 2]);
});

test('what was before the seconds that were read is known by minute', async () => {
  await write(now - 2 * HOUR, { 'r|Order Completed': 1 });
  await writeMinute(minute - 3 * HOUR, { 'r|Order Completed': 5 });
  const windows = new Windows(redis);
  const history = new MinuteHistory(redis);
  const orders = (seconds: number) => inputOf(windows, history).amount(ORDERS, now - seconds, now, 'real');
  await readAll(history);
  // As when nothing came in the last two hours.
  expect(orders(4 * HOUR)).toBe(6);
  await windows.refresh();
  // The newest second with an event is two hours old: two more before it have not been read.
  expect([orders(4 * HOUR), orders(2 * HOUR)]).toEqual([6, 1]);
});

test('what a filter lets through is judged whole: too little only once its window is', async () => {
  const filtered: Quantity = { ...ORDERS, where: [{ path: 'platform', value: 'app' }] };
  const id = filteredIdOf(filtered) as string;
  const rule = (direction: Rule['direction'], limit: number): Rule => ({
    ...(DEFAULT_RULES[0] as Rule),
    measure: { kind: 'value', quantity: filtered, windowSeconds: 60 },
    compare: { to: 'number' },
    direction,
    limit,
    missing: 'zero',
  });
  const windows = new Windows(redis);
  const history = new MinuteHistory(redis);
  await write(now - 10, { 'r|Order Completed': 9, [`r~${id}`]: 3 });
  await windows.refresh();

  // As servers note it: of what is new from the call after the next on, and not of what nobody asks for any more.
  await readCountedSince(redis, [id]);
  const since = (await readCountedSince(redis, [id])).get(id) as number;
  expect(since).toBeGreaterThan(now);
  await readCountedSince(redis, []);
  expect(await readCountedSince(redis, [id])).toEqual(new Map());

  const verdicts = (second: number) =>
    [rule('below', 5), rule('above', 5), rule('above', 2)].map(
      (each) => measure(each, 'real', inputOf(windows, history, new Map([[id, second]])))?.[0]?.verdict,
    );
  expect(verdicts(now - 59)).toEqual([undefined, undefined, 'breached']);
  expect(verdicts(now - 60)).toEqual(['breached', 'ok', 'breached']);
});

test('what a reading that failed has missed is read by the next one', async () => {
  await write(now - 10, { 'r|Order Completed': 4 });
  const windows = new Windows(redis);
  // No hash: its reading fails after the changes were found.
  await redis.set(keys.count('s', now - 11), 'text');
  await redis.zadd(keys.changed, version, now - 11);
  await expect(windows.refresh()).rejects.toThrow('WRONGTYPE');
  await redis.del(keys.count('s', now - 11));
  await windows.refresh();
  expect(windows.rings.sum(['r|Order Completed'], 0, now)).toBe(4);
});

test('what was being read while Redis came back is not taken for what is there now', async () => {
  await write(now - 10, { 'r|Order Completed': 4 });
  const windows = new Windows(redis);
  const history = new MinuteHistory(redis);
  const readings = Promise.all([windows.refresh(), history.refresh()]);
  windows.reset();
  history.reset();
  await readings;
  expect([windows.loaded, windows.refreshedAt, history.since]).toEqual([false, 0, Number.POSITIVE_INFINITY]);
});

test('late events in an hour that was empty are found', async () => {
  await writeMinute(minute, { 'r|Order Completed': 1 });
  const history = new MinuteHistory(redis);
  await readAll(history);
  await writeMinute(minute - 30 * HOUR, { 'r|Order Completed': 2 });
  await vi.waitFor(
    async () => {
      await history.refresh();
      expect(history.rings.sum(['r|Order Completed'], 0, minute + 60)).toBe(3);
    },
    { timeout: 10_000, interval: 1 },
  );
});

test('a second is judged by copies that were read after it, as after a freeze', async () => {
  const live = new LiveState(redis, new RuleSeries());
  const isJudged = (second: number) => live.alertInput(second) !== null;
  const refresh = () => Promise.all([live.refreshCounts(), live.refreshSlow()]);
  expect(isJudged(now - 1)).toBe(false);
  await refresh();
  expect([isJudged(now - 1), isJudged(now)]).toEqual([true, false]);
  vi.setSystemTime((now + 30) * 1_000);
  expect(isJudged(now + 20)).toBe(false);
  await live.refreshCounts();
  // What is read once a second is not there yet.
  expect(isJudged(now + 20)).toBe(false);
  await refresh();
  expect([isJudged(now + 29), isJudged(now + 30)]).toEqual([true, false]);
});
