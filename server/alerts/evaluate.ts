import { isDeepStrictEqual } from 'node:util';
import type { Alert } from '#contracts/alert';
import type { Rule, Traffic } from '#contracts/rule';
import { countsUsers } from '#contracts/rule-limits';
import { type AlertRecord, uniqueKeyOf } from '#stores/alerts';
import type { AlertInput } from './input.ts';
import { measure, type Reading } from './measure.ts';
import { endOrphan, nextRecord, openAlert, withCorrection } from './state.ts';

/** One write that evaluation wants: `previous` is what it saw (null: no open alert). */
export type AlertChange = { previous: AlertRecord | null; next: AlertRecord };

/** An attack with thousands of users needs one look, not thousands of alerts. */
const MAX_OPEN_PER_RULE = 20;
/** Alerts' values are written each fifth step; with this many between, nobody judged. */
const MAX_GAP_STEPS = 15;
/** Counts by second are kept for two hours. */
const EXACT_SECONDS = 7_000;

/** Every change that the rules ask for at this moment. Pure: the same input and open alerts give the same changes. */
export function evaluate(rules: readonly Rule[], input: AlertInput, open: readonly AlertRecord[]): AlertChange[] {
  const { second } = input;
  const enabled = rules.filter((rule) => rule.enabled);
  const changes = enabled.flatMap((rule) =>
    rule.traffic.flatMap((traffic) => {
      const own = open.filter(({ alert }) => covers(rule, alert) && alert.traffic === traffic);
      return evaluateRule(rule, traffic, input, own);
    }),
  );
  const orphans = open.filter(({ alert }) => !enabled.some((rule) => covers(rule, alert)));
  return [...changes, ...orphans.map((previous) => ({ previous, next: endOrphan(previous, second) }))];
}

/** Whether an alert is still of this rule: one that measures something else by now would mix two kinds of values in it. */
function covers(rule: Rule, alert: Alert): boolean {
  return (
    rule.id === alert.ruleId && rule.traffic.includes(alert.traffic) && isDeepStrictEqual(whatOf(rule), whatOf(alert))
  );
}

/** Not as JSON: an edit may write the same fields in another order. */
const whatOf = ({ measure, compare, direction }: Pick<Rule, 'measure' | 'compare' | 'direction'>) => [
  measure,
  compare,
  direction,
];

/** The changes of one rule on one kind of traffic; `open` are the open alerts of just these. */
export function evaluateRule(
  rule: Rule,
  traffic: Traffic,
  input: AlertInput,
  open: readonly AlertRecord[],
  readings = measure(rule, traffic, input),
): AlertChange[] {
  if (readings === null) return [];
  const { second, stepSeconds } = input;
  const moment = { second, maxGapSeconds: MAX_GAP_STEPS * stepSeconds };
  const byKey = new Map(readings.map((reading) => [reading.key, reading]));
  const isTold = (key: string | null) => byKey.has(key) || byKey.get(null)?.verdict !== 'error';
  const changes: AlertChange[] = [];
  // Where nothing could be measured, nobody knows what became of a key.
  for (const previous of open.filter(({ alert }) => isTold(alert.key))) {
    const next = nextRecord(rule, previous, byKey.get(previous.alert.key) ?? nothing(previous), moment);
    if (!next) continue;
    const isOver = next.alert.state === 'resolved';
    changes.push({ previous, next: isOver ? withCorrection(next, valueAgain(rule, traffic, input, previous)) : next });
  }
  const openKeys = new Set(open.map(({ alert }) => uniqueKeyOf(alert)));
  const fresh = readings
    .filter(({ verdict, key }) => verdict !== 'ok' && !openKeys.has(uniqueKeyOf({ ruleId: rule.id, traffic, key })))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .slice(0, Math.max(0, MAX_OPEN_PER_RULE - open.length));
  return [...changes, ...fresh.map((reading) => ({ previous: null, next: openAlert(rule, traffic, reading, second) }))];
}

/** The reading of a key that is no longer measured: nothing comes from it. */
function nothing({ alert }: AlertRecord): Reading {
  return { key: alert.key, value: 0, threshold: alert.threshold, verdict: 'ok' };
}

/**
 * What the value at the instant of firing is by the events known now: late ones may have come since. null where that is not
 * known to the second: of longer ago, and of users, counts are by whole minutes, which another value would be read from.
 */
function valueAgain(rule: Rule, traffic: Traffic, input: AlertInput, { alert }: AlertRecord): number | null {
  const fired = alert.timeline.find(({ kind, state }) => kind === 'state' && state === 'firing');
  if (!fired || !('windowSeconds' in rule.measure) || alert.key !== null || countsUsers(rule.measure)) return null;
  const second = Date.parse(fired.at) / 1_000;
  if (input.second - second + rule.measure.windowSeconds > EXACT_SECONDS) return null;
  const [reading] = measure(rule, traffic, { ...input, second }) ?? [];
  return reading && reading.verdict !== 'error' && reading.value !== fired.value ? reading.value : null;
}
