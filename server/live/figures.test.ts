import { expect, test } from 'vitest';
import { LiveFigures } from './figures.ts';
import { type Kind, totalsOf } from './totals.ts';

const HOUR = 3_600;
const NOW = 1_800_000_000;

/** Counts by second, as Redis keeps them. */
function figuresOf(seconds: Record<number, Record<string, string>>): LiveFigures {
  const totals = new Map(Object.entries(seconds).map(([second, fields]) => [Number(second), totalsOf([fields])]));
  const within = (from: number, to: number) =>
    [...totals].flatMap(([second, of]) => (second >= from && second < to ? [of] : []));
  const sum = (names: readonly string[] | null, from: number, to: number, kind: Kind) =>
    within(from, to)
      .flatMap((of) => (names ? names.map((name) => of.names[kind].get(name) ?? 0) : [of.total[kind]]))
      .reduce((a, b) => a + b, 0);
  const windows = {
    at: (second: number) => totals.get(second),
    has: (from: number, to: number) => within(from, to).length > 0,
    sum,
  };
  return new LiveFigures(windows, { top: () => new Map() }, { active: () => ({ r: 5, s: 7 }) });
}

const REAL = { 'r|Product Viewed': '10', 'r|Order Completed': '1', r$: '5000' };
/** A simulation that ran an hour ago, and has ended. */
const BOTH = { ...REAL, 's|Product Viewed': '90', 's|Order Completed': '80', s$: '100000' };

test('what a simulation added an hour ago is no measure for now', () => {
  const figures = figuresOf({ [NOW - 5]: REAL, [NOW - HOUR - 5]: BOTH });
  const { conversion, orders } = figures.figures('1m', NOW);
  expect(conversion).toEqual({ now: { all: 0.1, real: 0.1 }, hourAgo: 0.1 });
  expect(orders.hourAgo).toEqual({ real: 1, simulated: 80 });
  expect(figures.bucket('1m', NOW - 5).hourAgo).toEqual({ events: 11, users: 5, orders: 1, revenue: 50, views: 10 });
  const { funnel } = figures.panels('1m', NOW);
  expect(funnel.map(({ hourAgo }) => hourAgo)).toEqual([10, 0, 0, 1]);
  // Conversion is of the funnel's seconds.
  const later = figuresOf({ [NOW - 61]: BOTH, [NOW - 60]: REAL, [NOW]: BOTH });
  expect(later.panels('1m', NOW).funnel.map(({ count }) => count)).toEqual([10, 0, 0, 1]);
  expect(later.figures('1m', NOW).conversion.now.all).toBe(0.1);
});

test('the funnel of real and simulated events together is compared with nothing', () => {
  const { funnel } = figuresOf({ [NOW - 5]: BOTH, [NOW - HOUR - 5]: REAL }).panels('1m', NOW);
  expect(funnel[0]).toEqual({ name: 'Product Viewed', count: 100, hourAgo: null });
});

test('without real traffic an hour ago there is nothing to compare with', () => {
  expect(figuresOf({ [NOW - 5]: REAL }).bucket('1m', NOW - 5).hourAgo).toBeNull();
});
