import { randomUUID } from 'node:crypto';
import type { Alert, AlertState, Rule, Traffic } from '#contracts/alert';
import type { AlertRecord } from '#stores/alerts';
import type { Reading } from './measure.ts';

/** How often an open alert's value is written when its state stays. */
const REFRESH_SECONDS = 5;
/** A pending alert that nobody evaluated for this long has not been seen to hold, so its wait starts again. */
const GAP_SECONDS = 15;

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
    measureKind: rule.measure.kind,
    key: reading.key,
    traffic,
    state: 'pending',
    value: reading.value,
    peak: reading.value,
    threshold: reading.threshold,
    pendingAt: iso(second),
    firingAt: null,
    acknowledgedAt: null,
    resolvedAt: null,
    timeline: [],
  };
  const pending = {
    alert: enter(alert, 'pending', reading, second),
    version: 1,
    clearSince: null,
    evaluatedAt: second,
  };
  if (rule.forSeconds > 0) return pending;
  return { ...pending, alert: enter(pending.alert, 'firing', reading, second) };
}

/** What becomes of an open alert after this reading; null when it stays as it is. */
export function nextRecord(rule: Rule, open: AlertRecord, reading: Reading, second: number): AlertRecord | null {
  // Another server, whose clock is ahead or who was quicker, has judged this second already.
  if (second <= open.evaluatedAt) return null;
  return open.alert.state === 'pending'
    ? nextOfPending(rule, open, reading, second)
    : nextOfFiring(rule, open, reading, second);
}

function nextOfPending(rule: Rule, open: AlertRecord, reading: Reading, second: number): AlertRecord | null {
  if (!reading.breached || second - open.evaluatedAt > GAP_SECONDS) return change(open, 'resolved', reading, second);
  const heldSeconds = second - Date.parse(open.alert.pendingAt) / 1_000;
  return heldSeconds >= rule.forSeconds ? change(open, 'firing', reading, second) : refresh(open, reading, second);
}

/** An acknowledged alert goes on as it would have: what is acknowledged is that it fires. */
function nextOfFiring(rule: Rule, open: AlertRecord, reading: Reading, second: number): AlertRecord | null {
  if (reading.breached) {
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

type Values = Pick<Reading, 'value' | 'threshold'>;

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

function withValues(alert: Alert, { value, threshold }: Values): Alert {
  return { ...alert, value, threshold, peak: Math.max(alert.peak, value) };
}

function enter(alert: Alert, state: AlertState, { value, threshold }: Values, second: number): Alert {
  const at = iso(second);
  return {
    ...alert,
    state,
    firingAt: state === 'firing' ? at : alert.firingAt,
    resolvedAt: state === 'resolved' ? at : alert.resolvedAt,
    timeline: [...alert.timeline, { kind: 'state', state, at, value, threshold, by: null, note: null }],
  };
}
