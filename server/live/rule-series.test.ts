import { expect, test } from 'vitest';
import type { ParsedEvent } from '#contracts/event';
import type { BurstMeasure, Quantity, Rule } from '#contracts/rule';
import { MAX_FILTERED_QUANTITIES, MAX_RANKED } from '#contracts/rule-limits';
import { DEFAULT_RULES } from '#contracts/rules';
import { filteredIdOf, RuleSeries, rankedOf } from './rule-series.ts';

const of = (value: string): Quantity => ({
  of: 'events',
  names: ['Order Completed'],
  category: null,
  where: [{ path: 'platform', value }],
});
const ruleOf = (quantity: Quantity, change: Partial<Rule> = {}): Rule => ({
  ...(DEFAULT_RULES[0] as Rule),
  measure: { kind: 'value', quantity, windowSeconds: 60 },
  ...change,
});
const event = (name: string, platform: string): ParsedEvent => ({
  name,
  category: 'order',
  messageId: null,
  user: 'u',
  timestampMs: 0,
  simulated: false,
  properties: { platform },
});

const burstRule = (measure: BurstMeasure): Rule => ({ ...(DEFAULT_RULES[0] as Rule), measure });

test('an event is of each filter that it passes', () => {
  const series = new RuleSeries();
  series.follow([ruleOf(of('app')), ruleOf(of('web')), ruleOf({ of: 'events', names: null, category: null })]);
  expect(series.of(event('Order Completed', 'app')).counts).toEqual([filteredIdOf(of('app'))]);
  expect(series.of(event('Product Viewed', 'app')).counts).toEqual([]);
});

test('events and revenue of one filter are one series, and rules that are off have none', () => {
  expect(filteredIdOf({ ...of('app'), of: 'revenue' })).toBe(filteredIdOf(of('app')));
  const series = new RuleSeries();
  series.follow([ruleOf(of('app'), { enabled: false })]);
  expect(series.has(filteredIdOf(of('app')) ?? '')).toBe(false);
});

test('revenue of some events is apart from their count, and that of orders needs no series of its own', () => {
  const refunds = (of: Quantity['of']): Quantity => ({ of, names: ['Order Refunded'], category: null });
  const where = [{ path: 'platform', value: 'app' }];
  const orders: Quantity = { of: 'revenue', names: ['Order Completed'], category: null };
  const cart: Quantity = { of: 'revenue', names: null, category: 'cart' };
  expect([filteredIdOf(refunds('events')), filteredIdOf(orders)]).toEqual([null, null]);
  expect(filteredIdOf({ ...refunds('events'), where })).not.toBe(filteredIdOf({ ...refunds('revenue'), where }));
  expect(filteredIdOf({ ...orders, where })).toBe(filteredIdOf({ ...orders, of: 'events', where }));
  const series = new RuleSeries();
  series.follow([refunds('revenue'), cart, orders].map((quantity) => ruleOf(quantity)));
  const [ofRefunds, ofCart] = [filteredIdOf(refunds('revenue')), filteredIdOf(cart)];
  expect(series.ids).toEqual([ofRefunds, ofCart]);
  expect(series.of(event('Order Refunded', 'web'))).toEqual({ counts: [], sums: [ofRefunds], users: [], ranks: [] });
  expect(series.of({ ...event('Product Added', 'web'), category: 'cart' }).sums).toEqual([ofCart]);
});

test('an event is one more of its user, or of its product, in the lists that rules ask for', () => {
  const added: Quantity = { of: 'events', names: ['Product Added'], category: null };
  const perUser = { kind: 'perUser', windowSeconds: 60, quantity: added } as const;
  const perProduct = { ...perUser, kind: 'perProduct' } as const;
  const series = new RuleSeries();
  series.follow([perUser, perProduct, { kind: 'perUser', windowSeconds: 60 } as const].map(burstRule));
  expect(series.ranked).toEqual([rankedOf(perUser), rankedOf(perProduct)]);
  const ranks = (name: string, properties = {}) => series.of({ ...event(name, 'web'), properties }).ranks;
  expect(ranks('Product Added', { product_id: 'p1' })).toEqual([
    { id: rankedOf(perUser), key: 'u' },
    { id: rankedOf(perProduct), key: 'p1' },
  ]);
  expect(ranks('Product Added')).toEqual([{ id: rankedOf(perUser), key: 'u' }]);
  expect(ranks('Product Viewed', { name: 'Mug' })).toEqual([]);
  expect(series.has(rankedOf(perProduct))).toBe(true);
});

test('lists of the busiest are bounded in number', () => {
  const named = (name: string): Quantity => ({ of: 'events', names: [name], category: null });
  const series = new RuleSeries();
  const names = Array.from({ length: MAX_RANKED + 1 }, (_, index) => `Event ${index}`);
  series.follow(names.map((name) => burstRule({ kind: 'perUser', windowSeconds: 60, quantity: named(name) })));
  expect(series.ranked).toHaveLength(MAX_RANKED);
});

test('are bounded in number', () => {
  const series = new RuleSeries();
  const all = Array.from({ length: MAX_FILTERED_QUANTITIES + 1 }, (_, index) => of(String(index)));
  series.follow(all.map((quantity) => ruleOf(quantity)));
  const counted = all.filter((quantity) => series.has(filteredIdOf(quantity) ?? ''));
  expect(counted).toHaveLength(MAX_FILTERED_QUANTITIES);
});
