import { expect, test } from 'vitest';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import type { AlertRecord } from '#stores/alerts';
import { nextRecord, openAlert } from './state.ts';

const T0 = 1_800_000_000;
const spike = DEFAULT_RULES.find(({ id }) => id === 'order-spike') as Rule;
const drop: Rule = { ...spike, direction: 'below' };

/** What a rule reads each ten seconds: the value, and what is usual by then. */
function run(rule: Rule, readings: [value: number, threshold: number][]): AlertRecord['alert'] {
  const isBreached = (value: number, than: number) => (rule.direction === 'above' ? value > than : value < than);
  const [first, ...rest] = readings.map(([value, threshold]) => {
    const verdict = isBreached(value, threshold) ? ('breached' as const) : ('ok' as const);
    return { key: null, value, threshold, verdict };
  });
  if (!first) throw new Error('nothing is read');
  let record = openAlert(rule, 'real', first, T0);
  rest.forEach((reading, index) => {
    record = nextRecord(rule, record, reading, { second: T0 + 10 * (index + 1), maxGapSeconds: 15 }) ?? record;
  });
  return record.alert;
}

test('a peak is told with what was usual then, though that has risen above it since', () => {
  const alert = run(spike, [
    [190, 150],
    [209, 160],
    [205, 190],
    [180, 220],
  ]);
  expect(alert).toMatchObject({ value: 180, threshold: 220, peak: 209, peakThreshold: 160 });
});

test('what is further beyond is the peak, not what is more: usual may rise faster', () => {
  const alert = run(spike, [
    [200, 100],
    [260, 250],
  ]);
  expect(alert).toMatchObject({ peak: 200, peakThreshold: 100 });
});

test('of a drop it is what is furthest below, and no moment without data', () => {
  const alert = run(drop, [
    [60, 100],
    [40, 90],
    [80, 85],
  ]);
  expect(alert).toMatchObject({ peak: 40, peakThreshold: 90 });
  const open = openAlert(drop, 'real', { key: null, value: 60, threshold: 100, verdict: 'breached' }, T0);
  const noData = { key: null, value: 0, threshold: 100, verdict: 'noData' as const };
  const next = nextRecord(drop, open, noData, { second: T0 + 10, maxGapSeconds: 15 });
  expect(next?.alert).toMatchObject({ state: 'noData', peak: 60, peakThreshold: 100 });
});
