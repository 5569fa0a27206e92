import { expect, test } from 'vitest';
import { noticesOf } from './backtest-notices.ts';

test.each([
  ['once and the end', 420, 0, { count: 2, isLeast: false }],
  ['no repeat before its time', 420, 60, { count: 2, isLeast: false }],
  ['none at the very end', 1_800, 30, { count: 2, isLeast: false }],
  ['two repeats', 4_000, 30, { count: 4, isLeast: false }],
  ['as each channel does', 4_000, null, { count: 2, isLeast: true }],
  ['too short for any channel to repeat', 200, null, { count: 2, isLeast: false }],
] as const)('%s', (_name, seconds, repeat, notices) => {
  expect(
    noticesOf({ key: null, from: 1_000, until: 1_000 + seconds, peak: 1, peakThreshold: 1 }, 9_000, repeat),
  ).toEqual(notices);
});

test('what still fires has had no end', () => {
  expect(noticesOf({ key: null, from: 1_000, until: null, peak: 1, peakThreshold: 1 }, 1_000 + 1_900, 30).count).toBe(
    2,
  );
});
