import { expect, test } from 'vitest';
import { areaPath, evenly, linePath } from './plot-path.ts';

const scale = (places: number) => ({ x: evenly(places), y: (value: number) => 1 - value / 2 });

test('a missing value is a gap, and one value alone a dot', () => {
  const values = [1, 2, null, 1];
  expect(linePath(values, scale(4))).toBe('M0,0.5L0.3333,0M1,0.5Z');
  expect(areaPath(values, scale(4))).toBe('M0,0.5L0.3333,0L0.3333,1L0,1ZM1,0.5L1,1Z');
});

test('an area stands on the values under it', () => {
  expect(areaPath([2, 2], scale(2), [1, 0.5])).toBe('M0,0L1,0L1,0.75L0,0.5Z');
});

test('where there is no value there is no path', () => {
  expect(linePath([null], scale(1))).toBeUndefined();
  expect(areaPath([], scale(0))).toBeUndefined();
});
