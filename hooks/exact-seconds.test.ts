import { expect, test } from 'vitest';
import { isShort, secondsOf } from './exact-seconds.ts';

const FROM = Date.parse('2026-01-31T12:00:00Z') / 1_000;
const iso = (second: number) => new Date(second * 1_000).toISOString();

test('every second of a span has its counts by name, real, simulated and of the hour before', () => {
  const seconds = secondsOf(
    { from: FROM, to: FROM + 3 },
    {
      real: {
        series: [
          {
            name: 'cart',
            points: [
              [iso(FROM), 2],
              [iso(FROM + 2), 5],
            ],
          },
        ],
      },
      simulated: { series: [{ name: 'order', points: [[iso(FROM + 2), 1]] }] },
      hourAgo: { series: [{ name: 'cart', points: [[iso(FROM - 3_600), 7]] }] },
    },
  );
  expect(seconds).toEqual([
    { at: FROM, real: { cart: 2 }, simulated: {}, hourAgo: { cart: 7 } },
    { at: FROM + 1, real: {}, simulated: {}, hourAgo: {} },
    { at: FROM + 2, real: { cart: 5 }, simulated: { order: 1 }, hourAgo: {} },
  ]);
});

test('three minutes are shown second by second, more are not', () => {
  expect(isShort({ from: 0, to: 180 })).toBe(true);
  expect(isShort({ from: 0, to: 181 })).toBe(false);
});
