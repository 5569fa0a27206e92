import { expect, test } from 'vitest';
import { niceTop, ticksOf } from './nice-axis.ts';

test.each([
  [46, [0, 10, 20, 30, 40, 50]],
  [401, [0, 100, 200, 300, 400, 500]],
  [1_284, [0, 500, 1_000, 1_500]],
  [1_600, [0, 500, 1_000, 1_500, 2_000]],
  [11, [0, 5, 10, 15]],
  [2_500, [0, 500, 1_000, 1_500, 2_000, 2_500]],
  [3, [0, 1, 2, 3]],
  [0.4, [0, 1, 2]],
  [0, [0, 1, 2]],
])('an axis of counts up to %d has round steps', (highest, ticks) => {
  expect(ticksOf(niceTop(highest))).toEqual(ticks);
});

test.each([
  [0.23, [0, 0.05, 0.1, 0.15, 0.2, 0.25]],
  [0.011, [0, 0.0025, 0.005, 0.0075, 0.01, 0.0125]],
  [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
])('an axis of shares up to %d has round steps', (highest, ticks) => {
  expect(ticksOf(niceTop(highest, { whole: false }), { whole: false })).toEqual(ticks);
});

test('whatever it holds, an axis has two steps at least and five at most, and more than half of it is used', () => {
  for (let highest = 3; highest < 1e7; highest *= 1.07) {
    for (const whole of [true, false]) {
      const top = niceTop(highest, { whole });
      const ticks = ticksOf(top, { whole });
      expect(ticks.at(-1)).toBe(top);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(top).toBeGreaterThanOrEqual(highest - 1e-9);
      expect(highest / top).toBeGreaterThan(0.6);
    }
  }
});
