import { expect, test } from 'vitest';
import { createRates } from './rates.ts';

test('a counter that moves in steps has the rate of five seconds, and one that shrank begins anew', () => {
  let nowMs = 0;
  const rates = createRates(() => nowMs);
  const rate = (counter: number) => {
    const [value] = rates([counter]);
    nowMs += 1_000;
    return value;
  };
  expect([0, 100, 100, 200, 200, 300, 300].map(rate)).toEqual([0, 100, 50, 67, 50, 60, 40]);
  expect([10, 20].map(rate)).toEqual([0, 10]);
});
