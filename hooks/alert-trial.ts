import type { Alert } from '#contracts/alert';
import { BACKTEST_HOURS } from '#contracts/backtest';
import type { Rule } from '#contracts/rule';
import type { RuleFields } from './rule-draft.ts';

type Hours = (typeof BACKTEST_HOURS)[number];

const HOUR_MS = 3_600_000;
/** Of what came before an alert, so much is shown. */
const BEFORE_MS = 300_000;
/** By minute, nothing of an older alert could be told apart. */
const MOST_HOURS = 24;

/** The least hours up to now that hold the alert; null when it is too long ago. */
export function hoursSince(alert: Alert, nowMs: number): Hours | null {
  const ageMs = nowMs - Date.parse(alert.pendingAt) + BEFORE_MS;
  return BACKTEST_HOURS.find((hours) => hours <= MOST_HOURS && hours * HOUR_MS >= ageMs) ?? null;
}

/**
 * What an alert was measured by, as it was when it began; `rule`: as it is by now, undefined when it is gone. null: the
 * limit is a multiple that only the rule knew.
 */
export function trialOf(alert: Alert, rule: Rule | undefined): RuleFields | null {
  const { ruleName, severity, note, runbookUrl, measure, compare, direction, channels, repeatMinutes, maxEvents } =
    alert;
  const isJudged = alert.state !== 'noData' && alert.state !== 'error';
  const limit = compare.to === 'number' && isJudged ? alert.threshold : rule?.limit;
  if (limit === undefined || measure.kind === 'books') return null;
  return {
    enabled: true,
    name: ruleName,
    ...{ severity, note, runbookUrl, measure, compare, direction, limit, channels, repeatMinutes, maxEvents },
    forSeconds: rule?.forSeconds ?? 0,
    resolveAfterSeconds: rule?.resolveAfterSeconds ?? 0,
    missing: rule?.missing ?? 'zero',
    traffic: [alert.traffic],
  };
}
