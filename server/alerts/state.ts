import { randomUUID } from 'node:crypto';
import type { Alert, AlertEntry, AlertState } from '#contracts/alert';
import type { Rule, Traffic } from '#contracts/rule';
import type { AlertRecord } from '#stores/alerts';
import { stateBefore, withEntry } from '#stores/timeline';
import type { Reading } from './measure.ts';

/** How often an open alert's value is written when its state stays. */
const REFRESH_SECONDS = 5;

const iso = (second: number) => new Date(second * 1_000).toISOString();

/** A new alert: pending, or firing at once where the rule waits for nothing. */
export function openAlert(rule: Rule, traffic: Traffic, reading: Reading, second: number): AlertRecord {
  const alert: Alert = {
    id: randomUUID(),
    ruleId: rule.id,
    ruleName: rule.name,
    note: rule.note,
    runbookUrl: rule.runbookUrl,
    severity: rule.severity,
    measure: rule.measure,
    compare: rule.compare,
    direction: rule.direction,
    channels: rule.channels,
    repeatMinutes: rule.repeatMinutes,
    maxEvents: rule.maxEvents,
    key: reading.key,
    traffic,
    notify: traffic === 'real',
    state: 'pending',
    value: reading.value ?? 0,
    peak: reading.value ?? 0,
    peakThreshold: reading.threshold ?? rule.limit,
    threshold: reading.threshold ?? rule.limit,
    pendingAt: iso(second),
    firingAt: null,
    acknowledgedAt: null,
    resolvedAt: null,
    timeline: [],
  };
  const record = { alert, version: 1, clearSince: null, evaluatedAt: second };
  const { verdict } = reading;
  if (verdict === 'noData' || verdict === 'error') return { ...record, alert: enter(alert, verdict, reading, second) };
  const pending = enter(alert, 'pending', reading, second);
  return { ...record, alert: rule.forSeconds > 0 ? pending : enter(pending, 'firing', reading, second) };
}

/**
 * The second that is judged. A pending alert that nobody judged for longer than `maxGapSeconds` has not been seen to hold,
 * so its wait starts again.
 */
export type Moment = { second: number; maxGapSeconds: number };

/** What becomes of an open alert after this reading; null when it stays as it is. */
export function nextRecord(rule: Rule, open: AlertRecord, reading: Reading, at: Moment): AlertRecord | null {
  const { second } = at;
  // Another server, whose clock is ahead or who was quicker, has judged this second already.
  if (second <= open.evaluatedAt) return null;
  const { verdict } = reading;
  const { state } = open.alert;
  if (verdict === 'noData' || verdict === 'error') {
    // What somebody has taken stays theirs while no more is known of it.
    const stays = state === verdict || state === 'acknowledged';
    return stays ? refresh(open, reading, second) : change(open, verdict, reading, second);
  }
  if (state === 'pending') return nextOfPending(rule, open, reading, at);
  const isUnknown = state === 'acknowledged' ? isUnknownState(stateBefore(open.alert)) : isUnknownState(state);
  if (isUnknown && verdict === 'breached') return again(rule, open, reading, second);
  return nextOfFiring(rule, open, reading, second);
}

/** Nothing was known of the value: what turns out to be a breach afterwards is another matter, and calls again. */
const isUnknownState = (state: AlertState) => state === 'noData' || state === 'error';

/**
 * A record that a server whose clock was ahead has judged: it is judged again from this second on, written down at once, and
 * its waits begin anew.
 */
export function withoutFuture(record: AlertRecord, second: number): AlertRecord {
  const { alert } = record;
  const pendingAt = iso(Math.min(second, Date.parse(alert.pendingAt) / 1_000));
  return { ...record, alert: { ...alert, pendingAt }, clearSince: null, evaluatedAt: second - REFRESH_SECONDS };
}

/** There is something to judge again, and it is beyond the threshold: its wait begins now. */
function again(rule: Rule, open: AlertRecord, reading: Reading, second: number): AlertRecord {
  if (rule.forSeconds === 0) return change(open, 'firing', reading, second);
  const pending = change(open, 'pending', reading, second);
  return { ...pending, alert: { ...pending.alert, pendingAt: iso(second) } };
}

function nextOfPending(rule: Rule, open: AlertRecord, reading: Reading, at: Moment): AlertRecord | null {
  const { second, maxGapSeconds } = at;
  const isBreached = reading.verdict === 'breached';
  if (!isBreached || second - open.evaluatedAt > maxGapSeconds) return change(open, 'resolved', reading, second);
  const heldSeconds = second - Date.parse(open.alert.pendingAt) / 1_000;
  return heldSeconds >= rule.forSeconds ? change(open, 'firing', reading, second) : refresh(open, reading, second);
}

/** An acknowledged alert goes on as it would have: what is acknowledged is that it fires. */
function nextOfFiring(rule: Rule, open: AlertRecord, reading: Reading, second: number): AlertRecord | null {
  if (reading.verdict === 'breached') {
    return open.clearSince === null ? refresh(open, reading, second) : update(open, reading, second, null);
  }
  const clearSince = open.clearSince ?? second;
  if (second - clearSince >= rule.resolveAfterSeconds) return change(open, 'resolved', reading, second);
  return open.clearSince === null ? update(open, reading, second, second) : refresh(open, reading, second);
}

/** Ends an alert whose rule is gone. */
export function endOrphan(open: AlertRecord, second: number): AlertRecord {
  return change(open, 'resolved', open.alert, second);
}

/** Late events don't rewrite what was told, but the end says what the value at the instant of firing is by now. */
export function withCorrection(record: AlertRecord, corrected: number | null): AlertRecord {
  if (corrected === null) return record;
  const { timeline } = record.alert;
  const last = timeline.at(-1) as AlertEntry;
  return { ...record, alert: { ...record.alert, timeline: [...timeline.slice(0, -1), { ...last, corrected }] } };
}

/** Where nothing is measured the last values stay. Without a verdict it is the end of an alert that nobody judges any more. */
type Values = Pick<Reading, 'value' | 'threshold' | 'reason'> & Partial<Pick<Reading, 'verdict'>>;

function refresh(open: AlertRecord, reading: Values, second: number): AlertRecord | null {
  return second - open.evaluatedAt >= REFRESH_SECONDS ? update(open, reading, second, open.clearSince) : null;
}

function update(open: AlertRecord, reading: Values, second: number, clearSince: number | null): AlertRecord {
  return { alert: withValues(open.alert, reading), version: open.version + 1, clearSince, evaluatedAt: second };
}

function change(open: AlertRecord, state: AlertState, reading: Values, second: number): AlertRecord {
  const next = update(open, reading, second, null);
  return { ...next, alert: enter(next.alert, state, reading, second) };
}

function withValues(alert: Alert, reading: Values): Alert {
  const value = reading.value ?? alert.value;
  const threshold = reading.threshold ?? alert.threshold;
  const beyond = (of: number, than: number) => (alert.direction === 'above' ? of - than : than - of);
  const isFurther =
    reading.verdict === 'breached' && beyond(value, threshold) > beyond(alert.peak, alert.peakThreshold);
  const peak = isFurther ? { peak: value, peakThreshold: threshold } : {};
  return { ...alert, value, threshold, ...peak };
}

/** From these on somebody is called. */
const CALLS: readonly AlertState[] = ['firing', 'noData', 'error'];

function enter(alert: Alert, state: AlertState, { reason }: Values, second: number): Alert {
  const at = iso(second);
  const { value, threshold } = alert;
  const entry: AlertEntry = { kind: 'state', state, at, value, threshold, by: null, note: reason ?? null };
  return {
    ...alert,
    state,
    firingAt: CALLS.includes(state) ? (alert.firingAt ?? at) : alert.firingAt,
    resolvedAt: state === 'resolved' ? at : alert.resolvedAt,
    timeline: withEntry(alert.timeline, entry),
  };
}
