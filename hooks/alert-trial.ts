import type { Alert } from '#contracts/alert';
import { BACKTEST_HOURS, type Backtest } from '#contracts/backtest';
import type { Rule } from '#contracts/rule';
import type { RuleFields } from './rule-draft.ts';

type Hours = (typeof BACKTEST_HOURS)[number];

const HOUR_MS = 3_600_000;
/** Of what came before an alert, so much is shown. */
const BEFORE_MS = 300_000;
/** Judged by second, what is shown begins so long before the alert and ends so long after it. */
const [LEAD_SECONDS, TAIL_SECONDS] = [900, 300];
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

/** What stands around the alert; hours judged by minute are too coarse to be cut. */
export function around(alert: Alert, { points: all, from, to, stepSeconds }: Backtest) {
  const secondOf = (at: string) => Date.parse(at) / 1_000;
  const since = secondOf(alert.pendingAt) - LEAD_SECONDS;
  const until = alert.resolvedAt === null ? to : secondOf(alert.resolvedAt) + TAIL_SECONDS;
  const points = stepSeconds === 1 ? all.filter(({ at }) => at >= since && at <= until) : all;
  const [first, previous, last] = [points[0], points.at(-2), points.at(-1)];
  if (!first || !previous || !last) return { points: all, from, to };
  // The newest may be shorter than the others.
  return { points, from: first.at, to: Math.min(to, last.at + last.at - previous.at) };
}
