import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Backtest, BacktestPoint, WouldHaveFired } from '#contracts/backtest';
import type { BacktestRequest } from '#contracts/backtest-request';
import { isBurst, type Measure, type Quantity, quantitiesOf, type Rule, type Traffic } from '#contracts/rule';
import { type RuleSources, ruleInput } from '#server/live/rule-input';
import { filteredIdOf, nameSeriesOf, rankedOf, userSpanOf } from '#server/live/rule-series';
import type { AlertRecord } from '#stores/alerts';
import { evaluateRule } from './evaluate.ts';
import type { AlertInput } from './input.ts';
import { measure, type Reading } from './measure.ts';

const MAX_POINTS = 120;
const HOUR = 3_600;
const MINUTE = 60;

type Asked = Omit<BacktestRequest, 'rule'> & { rule: Omit<Rule, 'id' | 'version'> };

/** Longer than this nothing else waits for a backtest. */
const SLICE_MS = 20;

let running: Promise<unknown> = Promise.resolve();

/**
 * What the rule would have done in the hours up to `now`, by the code that judges it from now on. One at a time: others
 * would each take their slice of the process.
 */
export function backtest(sources: RuleSources, request: Asked, now: number): Promise<Backtest> {
  const result = running.then(() => run(sources, request, now));
  running = result.catch(() => {});
  return result;
}

async function run(sources: RuleSources, request: Asked, now: number): Promise<Backtest> {
  const startedAt = performance.now();
  const { hours, traffic } = request;
  const rule: Rule = { ...request.rule, id: 'backtest', version: 1, enabled: true };
  const stepSeconds = hours === 1 ? 1 : MINUTE;
  // Each step ends with its last second.
  const to = now - (now % stepSeconds);
  const from = to - hours * HOUR;
  const isKnown = rule.measure.kind !== 'books' && isKept(rule.measure, sources);
  // What no rule asks for yet is known where it has been read.
  const kept = { ...sources, isCounted: () => true };
  const chart = createPoints(rule, from, to);
  const newestBy = followNewest(ruleInput(kept, from - 1, stepSeconds), traffic);
  const ended: AlertRecord[] = [];
  let open: AlertRecord[] = [];
  let firstRead: number | null = null;
  let sliceAt = startedAt;
  for (let end = from + stepSeconds; isKnown && end <= to; end += stepSeconds) {
    if (performance.now() - sliceAt > SLICE_MS) {
      await nextTurn();
      sliceAt = performance.now();
    }
    const input = ruleInput(kept, end - 1, stepSeconds);
    const readings = measure(rule, traffic, input);
    if (readings) firstRead ??= end - stepSeconds;
    const newest = newestBy(input);
    for (const reading of readings ?? [])
      if (isOfEvents(rule.measure, input.second, newest, reading)) chart.add(input.second, reading);
    for (const { previous, next } of evaluateRule(rule, traffic, input, open, readings)) {
      open = open.filter((record) => record !== previous);
      (next.alert.state === 'resolved' ? ended : open).push(next);
    }
  }
  const all = [...ended, ...open].sort((a, b) => a.alert.pendingAt.localeCompare(b.alert.pendingAt));
  const fired = all.flatMap(({ alert }) => toFired(alert));
  return {
    isKnown,
    from,
    to,
    stepSeconds,
    oldest: latest(firstRead, oldestOf(rule.measure, traffic, sources, stepSeconds)),
    points: chart.points,
    fired,
    firedSeconds: fired.reduce((sum, each) => sum + (each.until ?? to) - each.from, 0),
    brief: ended.filter(({ alert }) => alert.firingAt === null).length,
    tookMs: Math.round(performance.now() - startedAt),
  };
}

/**
 * What is of a filter, and who does something, is counted from the moment on at which a rule asks for it; of some names
 * that no rule asks for the counts have been dropped.
 */
function isKept(measure: Measure, { isCounted, seconds, minutes }: RuleSources): boolean {
  if (isBurst(measure)) return !measure.quantity || isCounted(rankedOf(measure));
  if (!nameSeriesOf(measure).every((name) => seconds.isWhole(name) && minutes.isWhole(name))) return false;
  return quantitiesOf(measure).every((quantity) => {
    if (quantity.of !== 'users' || !('windowSeconds' in measure)) {
      const id = filteredIdOf(quantity);
      return id === null || isCounted(id);
    }
    const { series, name } = userSpanOf(quantity, measure.windowSeconds);
    return series === null || isCounted(name);
  });
}

function toFired({ key, firingAt, resolvedAt, peak, peakThreshold }: AlertRecord['alert']): WouldHaveFired[] {
  if (firingAt === null) return [];
  const until = resolvedAt ? Date.parse(resolvedAt) / 1_000 : null;
  return [{ key, from: Date.parse(firingAt) / 1_000, until, peak, peakThreshold }];
}

/**
 * Whether enough came that a reading is of: without events 0 is drawn only where that is what fires, and a share of one
 * event that is not judged would look like a breach that nobody was told of.
 */
function isOfEvents(measure: Measure, second: number, newest: number | null, reading: Reading): boolean {
  const { verdict, isOfTooLittle } = reading;
  if (verdict === 'breached' || !('windowSeconds' in measure)) return true;
  return verdict === 'ok' && !isOfTooLittle && newest !== null && newest > second - measure.windowSeconds;
}

const ALL: Quantity = { of: 'events', names: null, category: null };

/** The newest second with any event, step by step: to look for it anew at each takes longer than all else. */
function followNewest(before: AlertInput, traffic: Traffic) {
  let newest = before.newest(null, traffic);
  return ({ second, stepSeconds, amount }: AlertInput) => {
    if ((amount(ALL, second + 1 - stepSeconds, second + 1, traffic) ?? 0) > 0) newest = second;
    return newest;
  };
}

/** Since when anything was counted that a measure looks at; users and filters are known by their first reading. */
function oldestOf(measure: Measure, traffic: Traffic, sources: RuleSources, stepSeconds: number): number | null {
  if (isBurst(measure)) return sources.busiestSince(rankedOf(measure), traffic === 'real' ? 'r' : 's');
  return (stepSeconds === 1 ? sources.seconds : sources.minutes).firstWith(['r*', 's*']);
}

const latest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b);

/**
 * Of many readings the one furthest beyond in each bucket, so that no breach is lost in the chart. Buckets begin at fixed
 * times, whenever it is asked: cut anew each time, the same line would look another.
 */
function createPoints({ direction }: Rule, from: number, to: number) {
  const bucketSeconds = Math.ceil((to - from) / MAX_POINTS);
  const first = from - (from % bucketSeconds);
  const points = Array.from({ length: Math.ceil((to - first) / bucketSeconds) }, (_, index): BacktestPoint => {
    const at = Math.max(from, first + index * bucketSeconds);
    return { at, value: null, threshold: null };
  });
  return {
    points,
    add(second: number, { value, threshold }: Pick<Reading, 'value' | 'threshold'>) {
      const point = points[Math.floor((second - first) / bucketSeconds)];
      if (!point || value === null) return;
      const isFurther = point.value === null || (direction === 'above' ? value > point.value : value < point.value);
      if (isFurther) Object.assign(point, { value, threshold });
    },
  };
}
