import { expect, test } from 'vitest';
import { labelGap, spreadLabels } from './spread-labels.ts';

test('labels with room stay where they are wanted', () => {
  expect(spreadLabels([10, 40, 90], 16, 120)).toEqual([10, 40, 90]);
});

test.each([120, 146, 300, 900])('no two labels are nearer than the gap on %d px, and all are inside', (length) => {
  const wanted = [1, 2, 3, 50, 51, length - 1, length].sort((a, b) => a - b);
  const places = spreadLabels(wanted, 16, length);
  expect(places[0]).toBeGreaterThanOrEqual(0);
  expect(places.at(-1)).toBeLessThanOrEqual(length);
  places.slice(1).forEach((place, index) => {
    expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(16);
  });
});

test('labels are a finger apart where they can be, and readable always', () => {
  expect(labelGap(6, 200)).toBe(24);
  expect(labelGap(6, 100)).toBe(20);
  expect(labelGap(7, 60)).toBe(16);
});
