import { expect, test, vi } from 'vitest';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { createSeries } from '#tests/helpers/alert-input';
import { evaluate } from './evaluate.ts';
import { measure } from './measure.ts';

const T0 = 1_800_000_000;
vi.stubEnv('MINUTES_KEPT_DAYS', '2');

test.each([
  ['yesterday', 86_400, 'ok', undefined],
  ['lastWeek', 60, 'error', /MINUTES_KEPT_DAYS to 8/],
] as const)('a rule that compares with %s says so when that is not kept', (to, windowSeconds, verdict, reason) => {
  const series = createSeries();
  series.add('Order Completed', 1, T0 - 60, T0);
  const rule: Rule = {
    ...(DEFAULT_RULES[0] as Rule),
    measure: { kind: 'value', quantity: { of: 'events', names: ['Order Completed'], category: null }, windowSeconds },
    compare: { to, minPast: 1 },
  };
  const [reading] = measure(rule, 'real', series.inputAfter(T0)) ?? [];
  expect(reading?.verdict).toBe(verdict);
  if (reason) expect(reading?.reason).toMatch(reason);
});

test.each([
  ['yesterday', { minPast: 0 }],
  ['mean', { minPast: 0, baselineSeconds: 600, minMinutes: 1 }],
  ['spread', { minPast: 0, baselineSeconds: 600, minMinutes: 1 }],
] as const)('a ratio to nothing is no number: not of now, nor what it is compared with (%s)', (to, needs) => {
  const series = createSeries();
  series.add('Product Viewed', 1, T0 - 86_400 - 600, T0 - 86_400 + 60);
  series.add('Product Viewed', 1, T0 - 600, T0 + 60);
  series.add('Payment Failed', 1, T0, T0 + 1);
  const rule = { ...(DEFAULT_RULES[0] as Rule), limit: 0.01, compare: { to, ...needs } as Rule['compare'] };
  const at = (second: number) => measure(rule, 'real', series.inputAfter(second))?.[0];
  expect(at(T0)).toEqual({ key: null, value: 1, threshold: null, verdict: 'ok', isOfTooLittle: true });
  expect(at(T0 - 1)).toEqual({ key: null, value: null, threshold: null, verdict: 'ok', isOfTooLittle: true });
});

test('an alert whose ratio is to nothing by now keeps its last value, and ends', () => {
  const series = createSeries();
  series.add('Payment Failed', 30, T0, T0 + 1);
  const rule = { ...(DEFAULT_RULES[0] as Rule), forSeconds: 0, resolveAfterSeconds: 0 };
  const [begin] = evaluate([rule], series.inputAfter(T0), []);
  const [end] = evaluate([rule], series.inputAfter(T0 + 60), begin ? [begin.next] : []);
  expect(end?.next.alert).toMatchObject({ state: 'resolved', value: 1, threshold: 0.2 });
});
