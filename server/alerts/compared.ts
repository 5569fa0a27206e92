import type { Compare, Measure, Rule, Traffic } from '#contracts/rule';
import { countsUsers } from '#contracts/rule-limits';
import { env } from '#infra/env';
import type { AlertInput, CountedMeasure, MinuteStatistics } from './input.ts';

/**
 * What was measured, and against what. null: there is no such number, as of a ratio to nothing. `isEnough`: it is of as much
 * as the rule wants, so that it says something; `isJudged`: and so is what it is compared with.
 */
export type Compared = { value: number | null; threshold: number | null; isEnough: boolean; isJudged: boolean };

const MINUTE = 60;
const DAY = 86_400;
const PAST_SECONDS = { yesterday: DAY, lastWeek: 7 * DAY };

/** Measures the window that ends with the second, and compares it as the rule says; null: it can't be told now. */
export function compared(measure: CountedMeasure, rule: Rule, traffic: Traffic, input: AlertInput): Compared | null {
  const end = input.second + 1;
  const now = measured(measure, end, traffic, input);
  if (!now) return measure.kind === 'value' ? tooMuchAlready(measure, rule, traffic, input) : null;
  const against = thresholdOf(measure, rule, traffic, input);
  if (!against) return null;
  const isEnough = measure.kind === 'value' || now.size >= measure.minDenominator;
  return { value: now.value, threshold: against.threshold, isEnough, isJudged: isEnough && against.isJudged };
}

/** `size`: how much there is that a value is of: the amount itself, or what a ratio is to. */
type Measured = { value: number | null; size: number };

/** Of the window that ends before `end`; null where that isn't known. */
function measured(measure: CountedMeasure, end: number, traffic: Traffic, { amount }: AlertInput): Measured | null {
  const start = end - measure.windowSeconds;
  if (measure.kind === 'value') {
    const value = amount(measure.quantity, start, end, traffic);
    return value === null ? null : { value, size: value };
  }
  const part = amount(measure.numerator, start, end, traffic);
  const whole = amount(measure.denominator, start, end, traffic);
  return part === null || whole === null ? null : { value: whole === 0 ? null : part / whole, size: whole };
}

/** Counted only since a part of the window: that may be too much already, but never too little. */
function tooMuchAlready(
  { quantity, windowSeconds }: Extract<Measure, { kind: 'value' }>,
  { compare, direction, limit }: Rule,
  traffic: Traffic,
  { atLeast, second }: AlertInput,
): Compared | null {
  if (compare.to !== 'number' || direction !== 'above') return null;
  const least = atLeast(quantity, second + 1 - windowSeconds, second + 1, traffic);
  return least !== null && least > limit ? { value: least, threshold: limit, isEnough: true, isJudged: true } : null;
}

type Threshold = Omit<Compared, 'value' | 'isEnough'>;

function thresholdOf(measure: CountedMeasure, rule: Rule, traffic: Traffic, input: AlertInput): Threshold | null {
  const { compare, limit } = rule;
  if (compare.to === 'number') return { threshold: limit, isJudged: true };
  if (compare.to === 'mean' || compare.to === 'spread')
    return usual({ ...rule, compare: compare as Usual }, measure, traffic, input);
  const { to, minPast } = compare as Past;
  checkKept(PAST_SECONDS[to] + measure.windowSeconds);
  const past = measured(measure, input.second + 1 - PAST_SECONDS[to], traffic, input);
  if (!past) return null;
  if (past.value === null) return { threshold: null, isJudged: false };
  return { threshold: limit * past.value, isJudged: past.value > 0 && past.size >= minPast };
}

type Past = Extract<Compare, { to: 'yesterday' | 'lastWeek' }>;
type Usual = Exclude<Compare, { to: 'number' } | Past>;

/** What is kept no more looks as if nothing had been, so that the rule would never be judged, and nobody would know. */
function checkKept(seconds: number): void {
  const days = Math.ceil(seconds / DAY);
  if (env().MINUTES_KEPT_DAYS < days)
    throw new Error(`What it is compared with is not kept that long: set MINUTES_KEPT_DAYS to ${days} or more.`);
}

/** What is usual, from the minutes before the window: those without any traffic say nothing about how much is normal. */
function usual(
  { compare: { to, baselineSeconds, minPast, minMinutes }, limit, direction }: Rule & { compare: Usual },
  measure: CountedMeasure,
  traffic: Traffic,
  { byMinute, second }: AlertInput,
): Threshold | null {
  const start = second + 1 - measure.windowSeconds;
  const known = byMinute(measure, start - baselineSeconds, start, traffic);
  if (!known) return null;
  const { mean, spread, size } = ofWindow(measure, known);
  const isJudged = known.minutes >= minMinutes && size >= minPast;
  // Of no minute there is a ratio that could be usual; and any is beyond a multiple of none.
  if (measure.kind === 'ratio' && (known.minutes === 0 || (to === 'mean' && mean === 0)))
    return { threshold: null, isJudged: false };
  const beyond = direction === 'above' ? limit * spread : -limit * spread;
  return { threshold: to === 'mean' ? limit * mean : Math.max(0, mean + beyond), isJudged };
}

/**
 * What a minute says of a whole window. Amounts add up, and of independent minutes the variances; so a ratio stays, and
 * spreads less the longer its window is. Where there are users, a minute's value is of a whole window already.
 */
function ofWindow(measure: CountedMeasure, { mean, deviation, size }: MinuteStatistics) {
  const minutes = countsUsers(measure) ? 1 : measure.windowSeconds / MINUTE;
  if (measure.kind === 'ratio') return { mean, spread: deviation / Math.sqrt(minutes), size: size * minutes };
  return { mean: mean * minutes, spread: deviation * Math.sqrt(minutes), size: size * minutes };
}
