import { expect, test } from 'vitest';
import { behindChart } from './behind-chart.ts';

const NOW_MS = 1_800_000_030_000;
const MINUTE = 1_800_000_000;

test('minutes stand in their places, and where nothing was counted is a gap', () => {
  const chart = behindChart(
    [
      [MINUTE - 60, 300],
      [MINUTE, 250],
    ],
    NOW_MS,
  );
  expect(chart.values).toHaveLength(120);
  expect(chart.values.slice(-3)).toEqual([null, 300, 250]);
  expect(chart).toMatchObject({ to: MINUTE, topMs: 4_000, peak: { minute: MINUTE - 60, ms: 300 } });
});

test('the scale holds the worst minute, and older ones are left out', () => {
  const chart = behindChart(
    [
      [MINUTE - 120 * 60, 90_000],
      [MINUTE - 600, 6_100],
      [MINUTE, 200],
    ],
    NOW_MS,
  );
  expect(chart).toMatchObject({ topMs: 8_000, peak: { minute: MINUTE - 600, ms: 6_100 } });
  expect(chart.values.filter((value) => value !== null)).toEqual([6_100, 200]);
});

test('without anything counted there is no peak', () => {
  expect(behindChart([], NOW_MS)).toMatchObject({ peak: null, topMs: 4_000 });
});
