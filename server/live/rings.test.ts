import { expect, test } from 'vitest';
import { Rings } from './rings.ts';

const MADE_UP = 200;
const LENGTH = 10_000;

/** A window with a new name in each second, beside those that are always there. */
function flooded(rings: Rings, from: number, to: number): void {
  for (let second = from; second < to; second += 1)
    rings.set(second, [
      ['r*', 2],
      ['r|Order Completed', 1],
      [`r|Made up ${second}`, 1],
    ]);
}

test('of names that senders make up, those without an event for longest are dropped', () => {
  const rings = new Rings(1, LENGTH, MADE_UP);
  rings.set(0, [['r|Asked for', 1]]);
  rings.keep(new Set(['r|Asked for']));
  flooded(rings, 1, 1_001);
  const known = Array.from({ length: 1_000 }, (_, index) => rings.sum([`r|Made up ${index + 1}`], 0, LENGTH));
  const held = known.filter((n) => n > 0).length;
  expect(held).toBeGreaterThanOrEqual(MADE_UP / 2);
  expect(held).toBeLessThanOrEqual(MADE_UP);
  expect(known.slice(-held)).toEqual(known.filter((n) => n > 0));
  expect(['r*', 'r|Order Completed', 'r|Asked for'].map((name) => rings.sum([name], 0, LENGTH))).toEqual([
    2_000, 1_000, 1,
  ]);
});

test('what was dropped is not taken for nothing, nor what came back', () => {
  const rings = new Rings(1, LENGTH, MADE_UP);
  rings.set(0, [['r|Back', 1]]);
  flooded(rings, 1, 1_001);
  rings.set(1_001, [['r|Back', 1]]);
  expect(['r|Back', 'r|Made up 1', 'r|Order Completed'].map((name) => rings.isWhole(name))).toEqual([
    false,
    false,
    true,
  ]);
  // Whoever asks for it from now on has all set again; once asked for it stays.
  expect(rings.keep(new Set(['r|Back']))).toBe(false);
  rings.clear();
  rings.set(0, [['r|Back', 1]]);
  flooded(rings, 1, 1_001);
  expect([rings.keep(new Set(['r|Back'])), rings.sum(['r|Back'], 0, LENGTH)]).toEqual([true, 1]);
});
