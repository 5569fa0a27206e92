import { expect, test } from 'vitest';
import { sparkScale } from './spark-scale.ts';

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
  expect(sparkScale([null, null])(1)).toBeCloseTo(0.4 / 0.52);
  expect(sparkScale([0, 0])(0)).toBe(0);
});
