import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Quantity, Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { apply } from '#server/consume/apply';
import { fold, type UserSeries } from '#server/consume/fold';
import { DistinctUsers, isBySecond } from '#server/live/distinct-users';
import { MinuteHistory } from '#server/live/minute-history';
import { pageUsers, withPageUsers } from '#server/live/page-users';
import { RecentUsers } from '#server/live/recent-users';
import { Rings } from '#server/live/rings';
import { ruleInput } from '#server/live/rule-input';
import { RuleSeries, userSpanOf } from '#server/live/rule-series';
import { append, openStream, readNew } from '#stores/streams';
import { registerTopic } from '#stores/topic';
import { removeKeys } from '#tests/helpers/redis';

const DAY = 86_400;
const prefix = `test-${randomUUID()}:`;
vi.stubEnv('KEY_PREFIX', prefix);
// No minute ends while it is looked at, and none is over.
vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 60_000) * 60_000 + 30_000 });
const redis = createRedis(createLogger('distinct-users-test'));
const partitions = [partitionKeys(0, 1), partitionKeys(1, 1)];
const now = Math.floor(Date.now() / 1_000);
const minute = now - (now % 60);
const limits = { now, secondsKept: 10_800, minutesKept: 691_200, hoursKept: 34_560_000, futureLimit: 60 };

const FAILED_IN_APP: Quantity = {
  of: 'users',
  names: ['Payment Failed'],
  category: null,
  where: [{ path: 'platform', value: 'app' }],
};
const ruleOf = (quantity: Quantity, windowSeconds: number): Rule => ({
  ...(DEFAULT_RULES[0] as Rule),
  measure: { kind: 'value', quantity, windowSeconds },
});
const series = new RuleSeries();

beforeAll(async () => {
  await registerTopic(redis, partitions.length);
  series.follow([30, 300, DAY].map((windowSeconds) => ruleOf(FAILED_IN_APP, windowSeconds)));
  const failed = (user: string, ageSeconds: number, platform = 'app') => ({
    type: 'track',
    event: 'Payment Failed',
    userId: user,
    timestamp: new Date((now - ageSeconds) * 1_000).toISOString(),
    properties: { platform },
  });
  await count(0, [failed('a', 0), failed('a', 60), failed('b', 120), failed('other', 0, 'web')]);
  await count(1, [failed('c', 0), failed('d', 7_200), { ...failed('e', 0), event: 'Order Completed' }]);
});
afterAll(async () => {
  await removeKeys(redis, prefix);
  await redis.quit();
});

/** Counts events as a server does that follows these rules. */
async function count(partition: number, events: object[]): Promise<void> {
  const keys = partitions[partition] as (typeof partitions)[number];
  await openStream(redis, keys, 0);
  const records = events.map((event, offset) => ({
    offset,
    timestamp: '0',
    key: null,
    value: Buffer.from(JSON.stringify(event)),
  }));
  await append(redis, keys, { handled: -1, last: events.length - 1, kafkaHigh: '0', records });
  const entries = await readNew(redis, keys, 'consumer', 100, 10);
  const folded = fold(entries, limits, new Set(), undefined, (event) => withPageUsers(series.of(event), event.name));
  expect(await apply(redis, keys, folded, limits)).toEqual({ status: 'ok' });
}

const spans = () => series.spans.filter((span) => !isBySecond(span));
async function refreshed(): Promise<DistinctUsers> {
  const users = new DistinctUsers(redis);
  await users.refresh(spans());
  return users;
}

test('users of what passes the filter are counted once each, over minutes and over a day', async () => {
  const users = await refreshed();
  expect(users.at(userSpanOf(FAILED_IN_APP, 300), now, 'r')).toBe(3);
  expect(users.at(userSpanOf(FAILED_IN_APP, DAY), now, 'r')).toBe(4);
  expect(users.at(userSpanOf(FAILED_IN_APP, DAY), now, 's')).toBe(0);
  expect(users.active(now).r).toBe(5);
});

test('active users of a category and of a step of the funnel are known at once, and followed while they are asked for', async () => {
  const users = await refreshed();
  const [orders, completed] = [
    { by: 'category', value: 'order' } as const,
    { by: 'event', value: 'Order Completed' } as const,
  ].map(pageUsers) as [UserSeries, UserSeries];
  await users.loadActive(orders);
  expect(users.activeOf(orders, now)).toMatchObject({ r: 5, s: 0 });
  expect(users.activeOf(orders, now - 7_200)).toBeNull();
  expect(users.activeOf(completed, now)).toBeNull();
  await users.refresh(spans());
  expect(users.activeOf(orders, now - 7_200)).toMatchObject({ r: 1, s: 0 });
  expect(users.activeOf(completed, now)).toMatchObject({ r: 1, s: 0 });
  expect(pageUsers({ by: 'event', value: 'Payment Failed' })).toBeNull();
});

test('what is over is written down once, and is known a day later', async () => {
  await refreshed();
  const span = userSpanOf(FAILED_IN_APP, 300);
  const field = `r^${span.name}`;
  const written = (at: number) => Promise.all(partitions.map((keys) => redis.hget(keys.count('m', at), field)));
  // Of the minute before: a in one partition, with b of two minutes ago; nobody in the other. The newest is not over.
  expect([await written(minute - 60), await written(minute)]).toEqual([
    ['2', null],
    [null, null],
  ]);

  for (const [index, keys] of partitions.entries()) {
    await redis.hset(keys.count('m', minute - DAY), field, 10 + index);
    await redis.hset(keys.count('m', minute - DAY - 60), field, 1);
    for (const at of [minute - DAY, minute - DAY - 60])
      await redis.hset(keys.count('h', at - (at % 3_600)), 'r|Payment Failed', 1);
  }
  const history = new MinuteHistory(redis);
  await vi.waitFor(async () => {
    await history.refresh();
    expect(history.since).toBe(Number.NEGATIVE_INFINITY);
  });
  const input = ruleInput(
    {
      seconds: new Rings(1, 100),
      minutes: history.rings,
      secondsSince: Number.POSITIVE_INFINITY,
      minutesSince: history.since,
      users: () => null,
      busiest: () => [],
      busiestSince: () => null,
      usersToCome: () => true,
      countedSince: () => Number.NEGATIVE_INFINITY,
      wrongRecords: null,
      isCounted: (name) => series.has(name),
      newest: { r: now, s: null },
    },
    now,
    1,
  );
  const usersUpTo = (end: number) => input.amount(FAILED_IN_APP, end - 300, end, 'real');
  // The fuller of the minute and of the one before; a minute that is over by itself.
  expect([usersUpTo(now + 1 - DAY), usersUpTo(minute - DAY), usersUpTo(now + 1 - DAY - 60)]).toEqual([21, 2, null]);
  // Not read yet: nobody knows.
  expect([usersUpTo(minute + 60), usersUpTo(now + 1)]).toEqual([null, null]);
});

test('users that no rule asks for are an error of the rule, not a zero', () => {
  const input = ruleInput(
    {
      seconds: new Rings(1, 100),
      minutes: new Rings(60, 100),
      secondsSince: Number.POSITIVE_INFINITY,
      minutesSince: Number.NEGATIVE_INFINITY,
      users: () => null,
      busiest: () => [],
      busiestSince: () => null,
      usersToCome: () => true,
      countedSince: () => Number.NEGATIVE_INFINITY,
      wrongRecords: null,
      isCounted: () => false,
      newest: { r: now, s: null },
    },
    now,
    1,
  );
  expect(() => input.amount(FAILED_IN_APP, now - 299, now + 1, 'real')).toThrow('Its users are not counted');
});

test('a minute that was read while it lasted is written down when it is over, though nobody came', async () => {
  const users = await refreshed();
  const span = userSpanOf(FAILED_IN_APP, 300);
  const known = users.at(span, now, 'r');
  vi.setSystemTime((minute + 60) * 1_000);
  await users.refresh(spans());
  const written = await Promise.all(partitions.map((keys) => redis.hget(keys.count('m', minute), `r^${span.name}`)));
  expect(written.map(Number)).toEqual([2, 1]);
  expect(known).toBe(3);
});

test('users in less than a minute are counted to the second', async () => {
  vi.setSystemTime((now + 3) * 1_000);
  const users = new RecentUsers(redis);
  const span = userSpanOf(FAILED_IN_APP, 30);
  expect(users.at(span, now, 'r')).toBeNull();
  await users.refresh([span]);
  // a and c now; b came two minutes before.
  expect([users.at(span, now + 2, 'r'), users.at(span, now, 'r'), users.at(span, now, 's')]).toEqual([2, 2, 0]);
  vi.setSystemTime((now + 31) * 1_000);
  await users.refresh([span]);
  expect([now + 28, now + 29, now + 30].map((second) => users.at(span, second, 'r'))).toEqual([2, 2, 0]);
  // One that was not read is what it was shortly before.
  expect(users.at(span, now + 32, 'r')).toBe(0);
});
