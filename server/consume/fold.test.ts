import { expect, test } from 'vitest';
import { withPageUsers } from '#server/live/page-users';
import { RuleSeries } from '#server/live/rule-series';
import { type FoldLimits, fold } from './fold.ts';

const NOW = 1_800_000_000;
const limits: FoldLimits = {
  now: NOW,
  secondsKept: 10_800,
  minutesKept: 691_200,
  hoursKept: 34_560_000,
  futureLimit: 60,
};

let nextOffset = 0;
function entry(change: Record<string, unknown> = {}, second = NOW) {
  nextOffset += 1;
  const event = {
    type: 'track',
    event: 'Product Viewed',
    messageId: `m-${nextOffset}`,
    userId: 'u-1',
    timestamp: new Date(second * 1_000).toISOString(),
    ...change,
  };
  return { id: `${nextOffset}-1`, recordedMs: 0, relayedMs: null, value: JSON.stringify(event) };
}
const foldAll = (entries: { id: string; recordedMs: number; relayedMs: null; value: string }[], seen: string[] = []) =>
  fold(entries, limits, new Set(seen));

test('counts by second, minute and hour, simulated apart', () => {
  const result = foldAll([entry(), entry(), entry({ context: { simulated: true } })]);
  expect(result.seconds.get(NOW)?.fixed).toEqual(
    new Map([
      ['r|Product Viewed', 2],
      ['s|Product Viewed', 1],
    ]),
  );
  expect(result.minutes.get(NOW - (NOW % 60))?.fixed.get('r|Product Viewed')).toBe(2);
  expect(result.hours.get(NOW - (NOW % 3_600))?.fixed.get('s|Product Viewed')).toBe(1);
  expect(Object.fromEntries(result.books)).toEqual({ counted: 3, countedReal: 2, countedSimulated: 1 });
});

test('knows duplicates in the batch and from before', () => {
  const result = foldAll([entry({ messageId: 'a' }), entry({ messageId: 'a' }), entry({ messageId: 'b' })], ['b']);
  expect(Object.fromEntries(result.books)).toMatchObject({ counted: 1, duplicates: 2 });
  expect(result.messageIds).toEqual(['a']);
});

test('counts late and future events apart, at the limit exactly', () => {
  const result = foldAll([
    entry({}, NOW - limits.minutesKept - 1),
    entry({}, NOW - limits.minutesKept),
    entry({}, NOW + limits.futureLimit),
    entry({}, NOW + limits.futureLimit + 1),
    entry({}, 86_400),
    entry({}, 4_070_908_800),
  ]);
  expect(Object.fromEntries(result.books)).toMatchObject({ late: 2, future: 2, counted: 2 });
});

test('leaves out seconds that are no longer kept, but counts their minute', () => {
  const second = NOW - limits.secondsKept;
  const result = foldAll([entry({}, second)]);
  expect(result.seconds.size).toBe(0);
  expect(result.minutes.size).toBe(1);
});

test('keeps rejects with reason and path', () => {
  const result = foldAll([entry({ event: 42 }), { id: '99-1', recordedMs: 0, relayedMs: null, value: '' }]);
  expect(result.rejects).toEqual([
    { id: expect.any(String), reject: { reason: 'must be a non-empty string', path: 'event' } },
    { id: '99-1', reject: { reason: 'empty', path: '' } },
  ]);
  expect(result.ids).toHaveLength(2);
});

test('adds revenue in hundredths and ignores what is no number', () => {
  const order = (revenue: unknown) => entry({ event: 'Order Completed', properties: { revenue } });
  const result = foldAll([order(88_000), order(0.1), order(0.2), order('7'), order(-5), order(1e300)]);
  expect(result.seconds.get(NOW)?.fixed.get('r$')).toBe(8_800_030);
});

test('adds up what any event is worth where a rule asks for it, and orders alone to the revenue', () => {
  const refund = (total: unknown, second = NOW) => entry({ event: 'Order Refunded', properties: { total } }, second);
  const order = entry({ event: 'Order Completed', properties: { revenue: 3 } });
  const simulated = entry({ event: 'Order Refunded', properties: { total: 7 }, context: { simulated: true } });
  const entries = [refund(12.5), refund(0.1), refund('7'), refund(5, NOW - limits.secondsKept), order, simulated];
  const sums = ({ name }: { name: string }) => ({
    counts: [],
    sums: name === 'Order Refunded' ? ['x'] : [],
    users: [],
    ranks: [],
  });
  const result = fold(entries, limits, new Set(), undefined, sums);
  const sumsOf = (fields = new Map<string, number>()) => [...fields].filter(([field]) => field.includes('$'));
  expect(sumsOf(result.seconds.get(NOW)?.fixed)).toEqual([
    ['r~$x', 1_260],
    ['r$', 300],
    ['s~$x', 700],
  ]);
  expect(result.minutes.get(NOW - limits.secondsKept)?.fixed.get('r~$x')).toBe(500);
});

test('counts by whom and what, in the lists that rules ask for, while a minute is looked at', () => {
  const entries = [
    entry(),
    entry(),
    entry({ userId: 'u-2' }),
    entry({ context: { simulated: true } }),
    entry({}, NOW - 300),
  ];
  const ofUsers = ({ user }: { user: string }) => ({
    counts: [],
    sums: [],
    users: [],
    ranks: [{ id: 'x', key: user }],
  });
  const { ranksOfRules } = fold(entries, limits, new Set(), undefined, ofUsers);
  const minute = NOW - (NOW % 60);
  expect([...ranksOfRules.values()]).toEqual([
    {
      id: 'x',
      traffic: 'r',
      minute,
      counts: new Map([
        ['u-1', 2],
        ['u-2', 1],
      ]),
    },
    { id: 'x', traffic: 's', minute, counts: new Map([['u-1', 1]]) },
  ]);
});

test('marks unknown names as capped, so that a window can fold them into (other)', () => {
  const result = foldAll([entry({ event: '__proto__' }), entry({ event: 'Custom' })]);
  expect([...(result.seconds.get(NOW)?.capped ?? [])]).toEqual([
    ['r|__proto__', { other: 'r|(other)', n: 1 }],
    ['r|Custom', { other: 'r|(other)', n: 1 }],
  ]);
});

test('counts what rules ask for beside the names, by second and minute', () => {
  const revenue = { event: 'Order Completed', properties: { platform: 'app', revenue: 12.5 } };
  const entries = [entry(revenue), entry({ event: 'Order Completed' }), entry(revenue, NOW - limits.secondsKept)];
  const result = fold(entries, limits, new Set(), undefined, ({ properties }) => ({
    counts: properties.platform ? ['x'] : [],
    sums: [],
    users: [],
    ranks: [],
  }));
  expect(result.seconds.get(NOW)?.fixed).toEqual(
    new Map([
      ['r|Order Completed', 2],
      ['r$', 1_250],
      ['r~x', 1],
      ['r~$x', 1_250],
    ]),
  );
  expect(result.minutes.get(NOW - limits.secondsKept)?.fixed.get('r~x')).toBe(1);
  expect(result.hours.get(NOW)?.fixed.has('r~x')).toBe(false);
});

test('a user counts once a minute for the category of what was done, and for its step of the funnel', () => {
  const views = [entry(), entry(), entry({ userId: 'u-2' }), entry({ event: 'Page Viewed', userId: 'u-3' })];
  const entries = [...views, entry({ event: 'Legacy Ping' }), entry({ context: { simulated: true } })];
  const { usersOf } = fold(entries, limits, new Set(), undefined, (event) =>
    withPageUsers(new RuleSeries().of(event), event.name),
  );
  const minute = NOW - (NOW % 60);
  expect([...usersOf].map(([key, { users }]) => [key, [...users]])).toEqual([
    [`r${minute}category.browse`, ['u-1', 'u-2', 'u-3']],
    [`r${minute}event.Product Viewed`, ['u-1', 'u-2']],
    [`r${minute}category.other`, ['u-1']],
    [`s${minute}category.browse`, ['u-1']],
    [`s${minute}event.Product Viewed`, ['u-1']],
  ]);
});
