import { expect, test, vi } from 'vitest';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { createSeries } from '#tests/helpers/alert-input';
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
