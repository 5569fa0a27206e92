import { expect, test } from 'vitest';
import type { Measure, Quantity } from '#contracts/rule';
import { axisOf, gapsOf, onStep, stepOf, topOf } from './value-scale.ts';

const ALL: Quantity = { of: 'events', names: null, category: null };
const COUNT: Measure = { kind: 'value', quantity: ALL, windowSeconds: 60 };
const SHARE: Measure = { kind: 'ratio', numerator: ALL, denominator: ALL, windowSeconds: 60, minDenominator: 0 };
const SILENCE: Measure = { kind: 'noData', names: null };
const point = (value: number | null, threshold: number | null) => ({ at: 0, value, threshold });

test('the axis has room for values and limits, and round numbers on its lines', () => {
  expect(topOf(SHARE, [point(0.1, 0.2), point(null, null)])).toBe(0.25);
  expect(topOf(COUNT, [point(1, 0)])).toBe(2);
  expect(topOf(COUNT, [point(40, 20)])).toBe(50);
  expect(topOf(SHARE, [])).toBe(1);
  expect(axisOf(COUNT, 50)).toEqual({ ticks: [0, 10, 20, 30, 40, 50], decimals: 0 });
});

test('shares are written with the decimals that their lines need, silence in whole minutes', () => {
  expect(axisOf(SHARE, 0.25)).toEqual({ ticks: [0, 0.05, 0.1, 0.15, 0.2, 0.25], decimals: 0 });
  expect(axisOf(SHARE, 0.0125).decimals).toBe(2);
  expect(axisOf(SHARE, 0.05)).toEqual({ ticks: [0, 0.01, 0.02, 0.03, 0.04, 0.05], decimals: 0 });
  expect(axisOf(SHARE, 0.1).decimals).toBe(0);
  const top = topOf(SILENCE, [point(100, 300)]);
  expect(axisOf(SILENCE, top).ticks).toEqual([0, 120, 240, 360]);
});

test('a limit moves by whole percents or whole counts, and by more on a long axis', () => {
  expect(stepOf(SHARE, 0.46)).toBe(0.01);
  expect(stepOf(COUNT, 12)).toBe(1);
  expect(stepOf(COUNT, 4_600)).toBe(100);
});

test('a limit stays within its bounds and is a number that people write', () => {
  expect(onStep(0.2049, 0.01, { min: 0, max: 10 })).toBe(0.2);
  expect(onStep(-3, 1, { min: 1, max: 10 })).toBe(1);
  expect(onStep(0.3, 0.1, { min: 0, max: 10 })).toBe(0.3);
});

test('what is not known is a gap up to halfway to what is', () => {
  const pointsOf = (...values: (number | null)[]) => values.map((value, at) => ({ at, value, threshold: 1 }));
  expect(gapsOf(pointsOf(1, 2, 3))).toEqual([]);
  expect(gapsOf(pointsOf(null, null, 3, null, 5))).toEqual([
    { from: 0, to: 0.375 },
    { from: 0.625, to: 0.875 },
  ]);
  expect(gapsOf(pointsOf(null, null))).toEqual([{ from: 0, to: 1 }]);
});
