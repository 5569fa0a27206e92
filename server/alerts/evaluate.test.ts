import { describe, expect, it } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import type { AlertRecord } from '#stores/alerts';
import { createSeries, type Series } from '#tests/helpers/alert-input';
import { evaluate } from './evaluate.ts';

/** A full minute, so that minutes of users begin here; all times below are seconds after it. */
const T0 = 1_800_000_000;

function rule(id: string): Rule {
  const found = DEFAULT_RULES.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}

/** Evaluates each second from `from` to `to`, applying every change; gives all alerts by their latest record. */
function run(rules: Rule[], series: Series, from: number, to: number, skip: (second: number) => boolean = () => false) {
  const records = new Map<string, AlertRecord>();
  for (let second = T0 + from; second <= T0 + to; second += 1) {
    if (skip(second - T0)) continue;
    const open = [...records.values()].filter(({ alert }) => alert.state !== 'resolved');
    for (const { next } of evaluate(rules, series.inputAfter(second), open)) records.set(next.alert.id, next);
  }
  return [...records.values()].map(({ alert }) => alert);
}

/** `state@second` of each transition, seconds after T0. */
const steps = (alert: Alert | undefined) =>
  alert?.timeline.map(({ state, at }) => `${state}@${Date.parse(at) / 1_000 - T0}`);

describe('payment failures', () => {
  const outage = (failures: number, from: number, to: number, traffic: 'real' | 'simulated' = 'real') => {
    const series = createSeries();
    series.add('Order Completed', 6, T0 - 120, T0 + from, traffic);
    series.add('Order Completed', 6 - failures, T0 + from, T0 + to, traffic);
    series.add('Payment Failed', failures, T0 + from, T0 + to, traffic);
    series.add('Order Completed', 6, T0 + to, T0 + 600, traffic);
    return series;
  };

  it('is pending at the first second above 20 %, fires 30 s later, resolves after 30 s below', () => {
    // 3 of 6 attempts fail: with n bad seconds in the window the ratio is 3n/360, above 0.2 from n = 25 on.
    // Bad seconds are 0..99; the window still holds more than 24 of them until second 134 (24 left at 135).
    const [alert, ...others] = run([rule('payment-failures')], outage(3, 0, 100), -10, 300);
    expect(others).toEqual([]);
    expect(steps(alert)).toEqual(['pending@24', 'firing@54', 'resolved@165']);
    expect(alert).toMatchObject({ severity: 'critical', traffic: 'real', key: null, threshold: 0.2, peak: 0.5 });
    expect(alert?.timeline[0]?.value).toBeCloseTo(75 / 360);
  });

  it('never fires when it holds for less than 30 s', () => {
    const brief = createSeries();
    brief.add('Order Completed', 1, T0 - 120, T0 + 300);
    brief.add('Payment Failed', 20, T0, T0 + 1);
    brief.add('Order Completed', 200, T0 + 20, T0 + 21);
    const [pending] = run([rule('payment-failures')], brief, -10, 200);
    expect(steps(pending)).toEqual(['pending@0', 'resolved@20']);
    expect(pending?.firingAt).toBeNull();
  });

  it('does not judge fewer than 20 attempts', () => {
    const few = createSeries();
    few.add('Payment Failed', 1, T0, T0 + 19);
    expect(run([rule('payment-failures')], few, 0, 120)).toEqual([]);
    few.add('Payment Failed', 1, T0 + 19, T0 + 20);
    expect(steps(run([rule('payment-failures')], few, 0, 50)[0])).toEqual(['pending@19', 'firing@49']);
  });

  it('is not above its limit at exactly 20 %', () => {
    const series = createSeries();
    series.add('Order Completed', 8, T0, T0 + 200);
    series.add('Payment Failed', 2, T0, T0 + 200);
    expect(run([rule('payment-failures')], series, 0, 199)).toEqual([]);
  });

  it('stays one firing alert while the ratio flaps, and resolves once', () => {
    const series = createSeries();
    series.add('Order Completed', 1, T0, T0 + 60);
    series.add('Payment Failed', 1, T0, T0 + 60);
    // Later every 20 s a minute's worth of good orders, then of failures: up and down across the limit.
    for (let at = 60; at < 200; at += 40) {
      series.add('Order Completed', 2_000, T0 + at, T0 + at + 1);
      series.add('Payment Failed', 4_000, T0 + at + 20, T0 + at + 21);
    }
    const alerts = run([rule('payment-failures')], series, 0, 400);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.timeline.map(({ state }) => state)).toEqual(['pending', 'firing', 'resolved']);
  });

  it('resolves when traffic ends', () => {
    const series = createSeries();
    series.add('Payment Failed', 5, T0, T0 + 60, 'simulated');
    const [alert] = run([rule('payment-failures')], series, 0, 200);
    // 20 attempts at second 3; fewer than 20 are left in the window of second 116.
    expect(steps(alert)).toEqual(['pending@3', 'firing@33', 'resolved@146']);
    expect(alert?.traffic).toBe('simulated');
  });

  it('keeps simulated and real traffic apart', () => {
    const series = outage(3, 0, 100, 'simulated');
    series.add('Order Completed', 1_000, T0 - 120, T0 + 600, 'real');
    const alerts = run([rule('payment-failures')], series, -10, 100);
    expect(alerts.map(({ traffic, state }) => [traffic, state])).toEqual([['simulated', 'firing']]);
    series.add('Payment Failed', 1_000, T0, T0 + 100, 'real');
    expect(
      run([rule('payment-failures')], series, -10, 100)
        .map(({ traffic }) => traffic)
        .sort(),
    ).toEqual(['real', 'simulated']);
  });

  it('starts the wait again when nobody evaluated meanwhile', () => {
    const series = outage(6, 0, 300);
    const gap = (second: number) => second > 30 && second < 90;
    const alerts = run([rule('payment-failures')], series, -10, 130, gap);
    expect(alerts.map(steps)).toEqual([
      ['pending@12', 'resolved@90'],
      ['pending@91', 'firing@121'],
    ]);
  });
});

describe('order spike', () => {
  const history = (minutes: number, perSecond: number) => {
    const series = createSeries();
    series.add('Order Completed', perSecond, T0 - minutes * 60, T0);
    return series;
  };

  it('fires in the second in which the last minute passes 3 times the mean', () => {
    const series = history(62, 1);
    series.add('Order Completed', 7, T0, T0 + 120);
    // n seconds at 7 make 60 + 6n orders. The baseline gains none of them before n = 61: above 180 from n = 21 on.
    const [alert] = run([rule('order-spike')], series, -5, 60);
    expect(steps(alert)).toEqual(['pending@20', 'firing@20']);
    expect(alert?.timeline.at(-1)).toMatchObject({ value: 186, threshold: 180 });
  });

  it('resolves 30 s after orders are normal again', () => {
    const series = history(62, 1);
    series.add('Order Completed', 7, T0, T0 + 60);
    series.add('Order Completed', 1, T0 + 60, T0 + 300);
    const [alert, ...others] = run([rule('order-spike')], series, 0, 299);
    expect(others).toEqual([]);
    expect(alert?.state).toBe('resolved');
    // 60 + 6m orders with m spike seconds left in the window; the baseline grows by the others.
    const clear = [...Array(120).keys()].find((s) => {
      const left = Math.max(0, Math.min(60, 119 - s));
      return s >= 60 && 60 + 6 * left <= 3 * ((3_600 + 6 * (60 - left)) / 60);
    });
    expect(steps(alert)?.at(-1)).toBe(`resolved@${(clear ?? 0) + 30}`);
  });

  it('says nothing on a fresh system, with less than 10 minutes of history', () => {
    const fresh = history(9, 1);
    fresh.add('Order Completed', 50, T0, T0 + 60);
    expect(run([rule('order-spike')], fresh, 0, 59)).toEqual([]);
    const old = history(11, 1);
    old.add('Order Completed', 50, T0, T0 + 60);
    expect(run([rule('order-spike')], old, 0, 59)).toHaveLength(1);
  });

  it('takes the mean of the minutes that had traffic, and ignores a mean below 5 a minute', () => {
    const short = history(15, 1);
    short.add('Order Completed', 2, T0, T0 + 60);
    expect(run([rule('order-spike')], short, 0, 59)).toEqual([]);
    const quiet = createSeries();
    quiet.add('Product Viewed', 1, T0 - 3_600, T0);
    for (let at = -3_600; at < 0; at += 60) quiet.add('Order Completed', 4, T0 + at, T0 + at + 1);
    quiet.add('Order Completed', 50, T0, T0 + 60);
    expect(run([rule('order-spike')], quiet, 0, 59)).toEqual([]);
  });
});

describe('no data', () => {
  it('fires when 60 whole seconds had no event', () => {
    const series = createSeries();
    series.add('Product Viewed', 1, T0, T0 + 10);
    const [alert] = run([rule('no-data')], series, 0, 100);
    expect(steps(alert)).toEqual(['pending@69', 'firing@69']);
    expect(alert?.timeline[0]).toMatchObject({ value: 60, threshold: 60 });
    expect(alert?.peak).toBeGreaterThan(85);
  });

  it('resolves when events have been back for 10 s', () => {
    const series = createSeries();
    series.add('Product Viewed', 1, T0, T0 + 10);
    series.add('Product Viewed', 1, T0 + 100, T0 + 200);
    const [alert, ...others] = run([rule('no-data')], series, 0, 199);
    expect(others).toEqual([]);
    expect(steps(alert)).toEqual(['pending@69', 'firing@69', 'resolved@110']);
  });

  it('looks at real traffic only', () => {
    const series = createSeries();
    series.add('Product Viewed', 1, T0, T0 + 10, 'simulated');
    expect(run([rule('no-data')], series, 0, 300)).toEqual([]);
    // And simulated events don't hide that real ones have stopped.
    series.add('Product Viewed', 1, T0, T0 + 10, 'real');
    series.add('Product Viewed', 1, T0, T0 + 300, 'simulated');
    expect(run([rule('no-data')], series, 0, 100).map(({ traffic }) => traffic)).toEqual(['real']);
  });

  it('says nothing where there never was an event', () => {
    expect(run([rule('no-data')], createSeries(), 0, 300)).toEqual([]);
  });
});

describe('user burst', () => {
  it('fires for the one user above 300 in a minute, and resolves 30 s after both minutes are fine', () => {
    const series = createSeries();
    series.addUser('calm', T0, 300);
    series.addUser('bot', T0, 301);
    const alerts = run([rule('user-burst')], series, 0, 200);
    expect(alerts.map(({ key }) => key)).toEqual(['bot']);
    expect(steps(alerts[0])).toEqual(['pending@0', 'firing@0', 'resolved@150']);
    expect(alerts[0]).toMatchObject({ peak: 301, threshold: 300, severity: 'warning' });
  });

  it('gives each user and each kind of traffic its own alert, and the worst 20 at most', () => {
    const series = createSeries();
    series.addUser('bot', T0, 500, 'real');
    series.addUser('bot', T0, 400, 'simulated');
    expect(run([rule('user-burst')], series, 0, 10).map(({ key, traffic, peak }) => [key, traffic, peak])).toEqual([
      ['bot', 'real', 500],
      ['bot', 'simulated', 400],
    ]);
    for (let user = 0; user < 40; user += 1) series.addUser(`bot-${user}`, T0 + 60, 1_000 + user);
    const alerts = run([rule('user-burst')], series, 60, 70).filter(({ traffic }) => traffic === 'real');
    expect(alerts).toHaveLength(20);
    expect(Math.min(...alerts.map(({ peak }) => peak))).toBe(1_020);
  });
});

describe('all rules', () => {
  it('resolves an open alert whose rule is gone', () => {
    const series = createSeries();
    series.addUser('bot', T0, 500);
    const [change] = evaluate([rule('user-burst')], series.inputAfter(T0), []);
    if (!change) throw new Error('no alert');
    const [end] = evaluate([], series.inputAfter(T0 + 1), [change.next]);
    expect(end?.next.alert.state).toBe('resolved');
  });

  it('changes nothing twice for one second', () => {
    const series = createSeries();
    series.addUser('bot', T0, 500);
    const [change] = evaluate([rule('user-burst')], series.inputAfter(T0), []);
    if (!change) throw new Error('no alert');
    expect(evaluate([rule('user-burst')], series.inputAfter(T0), [change.next])).toEqual([]);
  });
});

describe('the books', () => {
  it('fire as soon as a record is lost or doubled', () => {
    const series = createSeries();
    const open = run([rule('books')], series, 0, 5);
    expect(open).toEqual([]);
    series.wrong(3);
    const [alert] = run([rule('books')], series, 6, 9);
    expect(alert).toMatchObject({ state: 'firing', severity: 'critical', value: 3, threshold: 0 });
    expect(steps(alert)).toEqual(['pending@6', 'firing@6']);
  });
});
