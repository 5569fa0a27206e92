import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { hoursSince, trialOf } from './alert-trial.ts';

const ruleNamed = (id: string) => DEFAULT_RULES.find((rule) => rule.id === id) as Rule;
const alertOf = ({ id, name, ...rule }: Rule, change: Partial<Alert> = {}) =>
  ({
    ...rule,
    ruleId: id,
    ruleName: name,
    state: 'firing',
    traffic: 'simulated',
    threshold: 0.25,
    pendingAt: '2026-11-28T12:00:00.000Z',
    ...change,
  }) as unknown as Alert;

test('an alert is tried with the limit that it had, even when its rule is gone', () => {
  const rule = ruleNamed('payment-failures');
  const trial = trialOf(alertOf(rule), undefined);
  expect(trial).toMatchObject({ measure: rule.measure, limit: 0.25, traffic: ['simulated'] });
  expect(trialOf(alertOf(rule), { ...rule, limit: 0.5 })?.limit).toBe(0.25);
});

test('a multiple of what is usual is known by the rule alone, and a state without a value has no limit of its own', () => {
  const rule = ruleNamed('order-spike');
  expect(trialOf(alertOf(rule), rule)?.limit).toBe(3);
  expect(trialOf(alertOf(rule), undefined)).toBe(null);
  const payments = ruleNamed('payment-failures');
  expect(trialOf(alertOf(payments, { state: 'noData', threshold: 0 }), payments)?.limit).toBe(0.2);
  expect(trialOf(alertOf(ruleNamed('books')), ruleNamed('books'))).toBe(null);
});

test.each([
  [10, 1],
  [54, 1],
  [58, 6],
  [400, 24],
  [24 * 60, null],
])('what began %d minutes ago is within %s hours', (minutes, hours) => {
  const nowMs = Date.parse('2026-11-28T12:00:00.000Z') + minutes * 60_000;
  expect(hoursSince(alertOf(ruleNamed('books')), nowMs)).toBe(hours);
});
