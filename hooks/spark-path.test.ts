import { expect, test } from 'vitest';
import { areaPath, linePath, sparkRuns, sparkScale } from './spark-path.ts';

const steady = (value: number) => Array.from({ length: 20 }, () => value);

test('equal drops of figures of any size end at the same height', () => {
  const small = [...steady(3), 2];
  const large = [...steady(90_000), 60_000];
  expect(sparkScale(small)(2)).toBeCloseTo(sparkScale(large)(60_000));
  expect(sparkScale(small)(3)).toBeCloseTo(0.4 / 0.52);
});

test('values beyond the usual scale stay in the box', () => {
  const values = [...steady(10), 30, 0];
  const scale = sparkScale(values, [40]);
  for (const value of [...values, 40]) {
    expect(scale(value)).toBeGreaterThanOrEqual(0);
    expect(scale(value)).toBeLessThanOrEqual(1);
  }
});

test('nothing known needs no scale', () => {
  expect(sparkRuns([null, null], sparkScale([null, null]), 100, 26)).toEqual([]);
  expect(sparkScale([0, 0])(0)).toBe(0);
});

test('a missing value is a gap, and one value alone a dot', () => {
  const values = [1, 1, null, 1];
  const runs = sparkRuns(values, () => 0, 300, 26);
  expect(linePath(runs)).toBe('M0 25L100 25M300 25L300 25');
  expect(areaPath(runs, 26)).toBe('M0 26L0 25L100 25L100 26ZM300 26L300 25L300 26Z');
});
