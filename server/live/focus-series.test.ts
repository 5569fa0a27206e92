import { expect, test } from 'vitest';
import { CATEGORIES } from '#contracts/categories';
import type { Focus } from '#contracts/focus';
import { RANGES } from '#contracts/ranges';
import { focusSeries } from './focus-series.ts';

const NOW = 1_800_000_025;
const HOUR = 3_600;
const CART = CATEGORIES.indexOf('cart');
const ORDERS: Focus = { by: 'event', value: 'Order Completed' };
const MUG: Focus = { by: 'product', value: 'mug' };

/** Every second: 2 real and 1 simulated cart events, 3 orders; every minute: 60 views of a mug and 6 orders, half of them simulated. */
function sources(first = 0) {
  const byCategory = { r: CATEGORIES.map(() => 0), s: CATEGORIES.map(() => 0) };
  byCategory.r[CART] = 2;
  byCategory.s[CART] = 1;
  const names = { r: new Map([['Order Completed', 3]]), s: new Map<string, number>() };
  const totals = {
    names,
    byCategory,
    total: { r: 5, s: 1 },
    revenue: { r: 0, s: 0 },
    ofRules: new Map<string, number>(),
  };
  return {
    windows: {
      at: (second: number) => (second >= first ? totals : undefined),
      has: (_: number, to: number) => to > first,
    },
    minutes: {
      labelled: (list: string, label: string, second: number, of = 'v') =>
        list !== 'product' || label !== 'mug' || second < first
          ? { r: 0, s: 0 }
          : of === 'o'
            ? { r: 3, s: 3 }
            : { r: 60, s: 0 },
    },
    users: { activeOf: ({ id }: { id: string }) => (id === 'category.cart' ? { r: 7, s: 2 } : null) },
  };
}

test('a category has the buckets of the range, the last one holding now', () => {
  const series = focusSeries(sources(), '1m', { by: 'category', value: 'cart' }, NOW);
  expect(series).toMatchObject({
    seconds: 1,
    per: 1,
    now: { real: 2, simulated: 1 },
    hourAgo: { real: 2, simulated: 1 },
  });
  expect(series.points).toHaveLength(60);
  expect(series.points.at(-1)).toEqual({ at: NOW, real: 2, simulated: 1, hourAgo: 2 });
});

test('a category and a step of the funnel have their users, once they are known', () => {
  const { users } = focusSeries(sources(), '1m', { by: 'category', value: 'cart' }, NOW);
  expect(users).toMatchObject({ now: { real: 7, simulated: 2 }, hourAgo: { real: 7, simulated: 2 } });
  expect(new Set(users?.points)).toEqual(new Set([9]));
  expect(users?.points).toHaveLength(60);
  expect(focusSeries(sources(NOW - HOUR), '1m', { by: 'category', value: 'cart' }, NOW).users?.hourAgo).toBeNull();
  expect(focusSeries(sources(), '1m', ORDERS, NOW).users).toBeUndefined();
  expect(focusSeries(sources(), '1m', MUG, NOW).users).toBeUndefined();
});

test('an event counts by its own name', () => {
  const { points, now } = focusSeries(sources(), '15m', ORDERS, NOW);
  expect(points.at(-2)).toEqual({ at: NOW - (NOW % 10) - 10, real: 30, simulated: 0, hourAgo: 30 });
  expect(now).toEqual({ real: 3, simulated: 0 });
});

test('a product is kept by minute: a point is no shorter, and the rate is the last full one', () => {
  const { points, seconds, per, now } = focusSeries(sources(), '1m', MUG, NOW);
  expect([seconds, per, now.real]).toEqual([60, 60, 60]);
  expect(points.map(({ at, real }) => [(at - NOW + (NOW % 60)) / 60, real])).toEqual([
    [-1, 60],
    [0, 60],
  ]);
});

test('a product has its orders too, and what share of its views they are', () => {
  const { orders } = focusSeries(sources(), '5m', MUG, NOW);
  expect(orders).toMatchObject({
    now: { real: 3, simulated: 3 },
    hourAgo: { real: 3, simulated: 3 },
    conversion: { now: { all: 0.1, real: 0.05 }, hourAgo: 0.05 },
  });
  expect(orders?.points).toEqual([6, 6, 6, 6, 6, 6]);
  expect(focusSeries(sources(NOW - HOUR), '5m', MUG, NOW).orders).toMatchObject({ conversion: { hourAgo: null } });
  expect(focusSeries(sources(), '5m', ORDERS, NOW).orders).toBeUndefined();
});

test('no series is longer than a chart', () => {
  for (const range of RANGES) {
    for (const focus of [ORDERS, MUG])
      expect(focusSeries(sources(), range, focus, NOW).points.length).toBeLessThan(121);
  }
});

test('where nothing was known one hour ago there is nothing to compare with', () => {
  const { hourAgo, points } = focusSeries(sources(NOW - HOUR), '1m', ORDERS, NOW);
  expect(hourAgo).toBeNull();
  expect(points.at(0)?.hourAgo).toBe(0);
});
