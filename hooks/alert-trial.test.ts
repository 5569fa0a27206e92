import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Backtest } from '#contracts/backtest';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { around, hoursSince, trialOf } from './alert-trial.ts';

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

test('an hour is cut to what stands around the alert, a day is not', () => {
  const second = Date.parse('2026-11-28T12:00:00.000Z') / 1_000;
  const points = Array.from({ length: 120 }, (_, index) => ({
    at: second - 1_800 + index * 30,
    value: index,
    threshold: 1,
  }));
  const result = { points, from: second - 1_800, to: second + 1_800, stepSeconds: 1 } as Backtest;
  const ended = alertOf(ruleNamed('books'), { resolvedAt: '2026-11-28T12:01:00.000Z' });
  expect(around(ended, result)).toMatchObject({ from: second - 900, to: second + 390 });
  expect(around(ended, { ...result, stepSeconds: 60 })).toMatchObject({ points, from: result.from, to: result.to });
  const open = alertOf(ruleNamed('books'), { resolvedAt: null });
  expect(around(open, result)).toMatchObject({ from: second - 900, to: second + 1_800 });
});
