import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Measure, Quantity } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { alert } from '#tests/helpers/live-messages';
import { breachOf, coversEvent, coversFigure, type FigureId, isClearing } from './breach.ts';

const FIGURES: FigureId[] = ['events', 'users', 'orders', 'revenue', 'conversion'];
const all: Quantity = { of: 'events', names: null, category: null };
const named = (...names: string[]): Quantity => ({ ...all, names });
const value = (quantity: Quantity): Measure => ({ kind: 'value', quantity, windowSeconds: 60 });
const covered = (measure: Measure) => FIGURES.filter((figure) => coversFigure(measure, figure));
const shipped = (id: string) => DEFAULT_RULES.find((rule) => rule.id === id)?.measure as Measure;

test('a rule covers the figures that it counts', () => {
  expect(covered(shipped('payment-failures'))).toEqual(['orders']);
  expect(covered(shipped('order-spike'))).toEqual(['orders']);
  expect(covered(shipped('no-data'))).toEqual(['events']);
  expect(covered(shipped('books'))).toEqual([]);
  expect(covered(value(all))).toEqual(['events']);
  expect(covered(value({ ...all, category: 'cart' }))).toEqual([]);
  expect(covered(value({ ...all, of: 'revenue' }))).toEqual(['revenue']);
  expect(covered(value({ ...all, of: 'users' }))).toEqual(['users']);
});

test('conversion is orders of views', () => {
  const [numerator, denominator] = [named('Order Completed'), named('Product Viewed')];
  const measure: Measure = { kind: 'ratio', numerator, denominator, windowSeconds: 60, minDenominator: 0 };
  expect(covered(measure)).toEqual(['orders', 'conversion']);
  expect(coversEvent(measure, 'Product Viewed')).toBe(true);
  expect(coversEvent(measure, 'Product Added')).toBe(false);
});

test('only real alerts that are breached count, the critical one first', () => {
  const of = (id: string, changes: Partial<Alert>) => ({
    ...alert(id, 'firing', '2026-01-01T00:00:00.000Z'),
    ...changes,
  });
  const mild = of('mild', {});
  const critical = of('critical', { severity: 'critical', state: 'acknowledged' });
  const others = [
    of('over', { state: 'resolved' }),
    of('soon', { state: 'pending' }),
    of('drill', { traffic: 'simulated' }),
  ];
  expect(breachOf(others, () => true)).toBeNull();
  expect(breachOf([...others, mild, critical], () => true)).toBe(critical);
  expect(breachOf([mild], () => false)).toBeNull();
});

test.each<[Alert['state'], Alert['direction'], number, boolean]>([
  ['firing', 'above', 21, false],
  ['firing', 'above', 20, true],
  ['acknowledged', 'above', 3, true],
  ['firing', 'below', 19, false],
  ['firing', 'below', 20, true],
  ['pending', 'above', 3, false],
  ['noData', 'above', 0, false],
  ['resolved', 'above', 3, false],
])('%s, %s 20, at %d is clearing: %s', (state, direction, value, is) => {
  const at = '2026-01-31T09:00:00.000Z';
  expect(isClearing({ ...alert('a', state, at), direction, value, threshold: 20 })).toBe(is);
});
