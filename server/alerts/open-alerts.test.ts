import { describe, expect, test } from 'vitest';
import type { Quantity, Rule } from '#contracts/rule';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import { createSeries, type Series } from '#tests/helpers/alert-input';
import { evaluate } from './evaluate.ts';

const T0 = 1_800_000_000;
const ORDERS: Quantity = { of: 'events', names: ['Order Completed'], category: null };
const value = (quantity: Quantity, windowSeconds: number) => ({ kind: 'value', quantity, windowSeconds }) as const;

function ruleOf(part: Partial<Rule>): Rule {
  const [template] = RULE_TEMPLATES;
  if (!template) throw new Error('no template');
  const own = { id: 'own', version: 1, forSeconds: 0, resolveAfterSeconds: 0 };
  return { ...template.fields, traffic: ['real'], ...own, ...part };
}

function seriesOf(fill: (series: Series) => void): Series {
  const series = createSeries();
  fill(series);
  return series;
}

describe('what an open alert is no longer of, or is more than it was', () => {
  const rule = ruleOf({ measure: value(ORDERS, 10), limit: 5, missing: 'noData' });
  const firing = () => {
    const series = seriesOf((each) => each.add('Order Completed', 9, T0, T0 + 1));
    return evaluate([rule], series.inputAfter(T0), []).map(({ next }) => next);
  };

  test('an alert ends when its rule measures something else: two kinds of values would be one', () => {
    const other: Rule = { ...rule, measure: value(ORDERS, 60) };
    const changes = evaluate(
      [other],
      seriesOf((each) => each.add('Order Completed', 9, T0, T0 + 2)).inputAfter(T0 + 1),
      firing(),
    );
    expect(changes.map(({ previous, next }) => [previous?.alert.measure, next.alert.state])).toEqual([
      [undefined, 'firing'],
      [rule.measure, 'resolved'],
    ]);
  });

  test('an alert goes on when its rule is the same, written in another order, with another limit', () => {
    const reversed = Object.fromEntries(Object.entries(rule.measure).reverse()) as Rule['measure'];
    const edited: Rule = { ...rule, measure: reversed, limit: 6 };
    const series = seriesOf((each) => each.add('Order Completed', 9, T0, T0 + 6));
    const changes = evaluate([edited], series.inputAfter(T0 + 5), firing());
    expect(changes.map(({ previous, next }) => [previous?.alert.state, next.alert.state])).toEqual([
      ['firing', 'firing'],
    ]);
  });

  test('no data that somebody has taken calls again once it turns out to be a breach', () => {
    const silent = seriesOf((each) => each.add('Order Completed', 1, T0, T0 + 1));
    const [open] = evaluate([rule], silent.inputAfter(T0 + 20), []).map(({ next }) => next);
    if (!open) throw new Error('no alert');
    expect(open.alert.state).toBe('noData');
    const entry = {
      kind: 'state',
      state: 'acknowledged',
      at: '',
      value: 0,
      threshold: 0,
      by: 'Mina',
      note: null,
    } as const;
    const taken = {
      ...open,
      alert: { ...open.alert, state: 'acknowledged' as const, timeline: [...open.alert.timeline, entry] },
    };
    const back = seriesOf((each) => each.add('Order Completed', 9, T0 + 30, T0 + 31));
    const states = evaluate([rule], back.inputAfter(T0 + 30), [taken]).map(({ next }) => next.alert.state);
    expect(states).toEqual(['firing']);
  });

  test('of simulated traffic nothing is missing when a simulation ends', () => {
    const series = seriesOf((each) => each.add('Order Completed', 9, T0, T0 + 1, 'simulated'));
    const simulated: Rule = { ...rule, traffic: ['simulated'] };
    expect(evaluate([simulated], series.inputAfter(T0 + 60), [])).toEqual([]);
  });

  test('alerts of users go on while their rule can not be evaluated', () => {
    const bursts = ruleOf({ measure: { kind: 'perUser', windowSeconds: 60 }, limit: 5 });
    const input = seriesOf((each) => each.add('Order Completed', 1, T0, T0 + 1)).inputAfter(T0);
    const minute = { key: 'bot', minute: T0, count: 9 };
    const open = evaluate([bursts], { ...input, busiest: () => [minute] }, []).map(({ next }) => next);
    expect(open.map(({ alert }) => alert.key)).toEqual(['bot']);
    const broken = () => {
      throw new Error('not now');
    };
    const later = { ...input, second: T0 + 1, busiest: broken };
    expect(evaluate([bursts], later, open).map(({ next }) => [next.alert.key, next.alert.state])).toEqual([
      [null, 'error'],
    ]);
  });
});
