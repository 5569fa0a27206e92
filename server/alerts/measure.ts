import type { Compare, Measure, Quantity, Rule, Traffic } from '#contracts/rule';
import { env } from '#infra/env';
import type { AlertInput } from './input.ts';

/**
 * What a rule measured at one moment, for one key (a user or product, or null where the rule has none). `verdict`:
 * noData where the window held nothing at all and the rule wants to know; error where it can't be told, for `reason`.
 */
export type Reading = {
  key: string | null;
  value: number;
  threshold: number;
  verdict: 'ok' | 'breached' | 'noData' | 'error';
  reason?: string;
};

type MeasureOf<Kind extends Measure['kind']> = Extract<Measure, { kind: Kind }>;

const MINUTE = 60;
const DAY = 86_400;
const PAST_SECONDS = { yesterday: DAY, lastWeek: 7 * DAY };

/**
 * Measures a rule on one kind of traffic. null: it can't be told now, leave alerts as they are. A rule that fails gives a
 * reading that says so: it must not stop the others.
 */
export function measure(rule: Rule, traffic: Traffic, input: AlertInput): Reading[] | null {
  try {
    return read(rule, traffic, input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ key: null, value: 0, threshold: rule.limit, verdict: 'error', reason }];
  }
}

function read(rule: Rule, traffic: Traffic, input: AlertInput): Reading[] | null {
  switch (rule.measure.kind) {
    case 'value':
      return one(rule, traffic, input, readValue(rule.measure, rule, traffic, input));
    case 'ratio':
      return one(rule, traffic, input, readRatio(rule.measure, rule, traffic, input));
    case 'noData':
      return readNoData(rule.measure, rule.limit, traffic, input);
    case 'perUser':
      return readKeys('user', rule, traffic, input);
    case 'perProduct':
      return readKeys('product', rule, traffic, input);
    case 'books':
      return readBooks(rule, input);
    default:
      throw new Error('A newer Yeoul made this rule: this one does not know what it measures.');
  }
}

type Compared = { value: number; threshold: number; isJudged: boolean } | null;

/** The one reading of a rule without keys, with what a window without any event means to it. */
function one(rule: Rule, traffic: Traffic, input: AlertInput, compared: Compared): Reading[] | null {
  if (rule.missing !== 'zero' && isSilent(rule, traffic, input)) {
    if (rule.missing === 'keep') return null;
    return [{ key: null, value: 0, threshold: compared?.threshold ?? rule.limit, verdict: 'noData' }];
  }
  if (!compared) return null;
  const { value, threshold, isJudged } = compared;
  const isBeyond = rule.direction === 'above' ? value > threshold : value < threshold;
  return [{ key: null, value, threshold, verdict: isJudged && isBeyond ? 'breached' : 'ok' }];
}

/** Whether no event of any kind fell into the window, after there had been some. A simulation ends by design. */
function isSilent({ measure }: Rule, traffic: Traffic, { second, newest }: AlertInput): boolean {
  if (traffic === 'simulated') return false;
  const last = newest(null, traffic);
  return 'windowSeconds' in measure && last !== null && last <= second - measure.windowSeconds;
}

function readRatio(
  { numerator, denominator, windowSeconds, minDenominator }: MeasureOf<'ratio'>,
  { limit }: Rule,
  traffic: Traffic,
  { amount, second }: AlertInput,
): Compared {
  const end = second + 1;
  const part = amount(numerator, end - windowSeconds, end, traffic);
  const whole = amount(denominator, end - windowSeconds, end, traffic);
  if (part === null || whole === null) return null;
  return { value: whole === 0 ? 0 : part / whole, threshold: limit, isJudged: whole > 0 && whole >= minDenominator };
}

function readValue(
  { quantity, windowSeconds }: MeasureOf<'value'>,
  { limit, compare, direction }: Rule,
  traffic: Traffic,
  input: AlertInput,
): Compared {
  const end = input.second + 1;
  const start = end - windowSeconds;
  const value = input.amount(quantity, start, end, traffic);
  if (value === null) return null;
  if (compare.to === 'number') return { value, threshold: limit, isJudged: true };
  if (compare.to === 'yesterday' || compare.to === 'lastWeek') {
    const ago = PAST_SECONDS[compare.to];
    checkKept(ago + windowSeconds);
    const past = input.amount(quantity, start - ago, end - ago, traffic);
    return past === null ? null : { value, threshold: limit * past, isJudged: past > 0 && past >= compare.minPast };
  }
  const { threshold, isJudged } = usual(compare as Usual, quantity, windowSeconds, limit, direction, traffic, input);
  return { value, threshold, isJudged };
}

/** What is kept no more looks as if nothing had been, so that the rule would never be judged, and nobody would know. */
function checkKept(seconds: number): void {
  const days = Math.ceil(seconds / DAY);
  if (env().MINUTES_KEPT_DAYS < days)
    throw new Error(`What it is compared with is not kept that long: set MINUTES_KEPT_DAYS to ${days} or more.`);
}

type Usual = Exclude<Compare, { to: 'number' } | { to: 'yesterday' | 'lastWeek' }>;

/** What is usual, from the minutes before the window: those without any traffic say nothing about how much is normal. */
function usual(
  { to, baselineSeconds, minPast, minMinutes }: Usual,
  quantity: Quantity,
  windowSeconds: number,
  limit: number,
  direction: Rule['direction'],
  traffic: Traffic,
  { byMinute, second }: AlertInput,
) {
  const start = second + 1 - windowSeconds;
  const { minutes, mean, deviation } = byMinute(quantity, start - baselineSeconds, start, traffic, windowSeconds);
  // Users of a minute are those of a whole window. Else amounts add up, and of independent minutes the variances.
  const lengths = quantity.of === 'users' ? 1 : windowSeconds / MINUTE;
  const expected = mean * lengths;
  const spread = deviation * Math.sqrt(lengths);
  const beyond = direction === 'above' ? limit * spread : -limit * spread;
  const threshold = to === 'mean' ? limit * expected : Math.max(0, expected + beyond);
  return { threshold, isJudged: minutes >= minMinutes && expected >= minPast };
}

function readNoData(
  { names }: MeasureOf<'noData'>,
  limitSeconds: number,
  traffic: Traffic,
  { newest, second }: AlertInput,
): Reading[] | null {
  // A simulation ends by design: its silence calls nobody.
  if (traffic === 'simulated') return [];
  const last = newest(names, traffic);
  // None yet, or none for longer than anything is kept: that is no end of a silence.
  if (last === null) return null;
  const value = Math.max(0, second - last);
  return [{ key: null, value, threshold: limitSeconds, verdict: value >= limitSeconds ? 'breached' : 'ok' }];
}

function readKeys(of: 'user' | 'product', { limit }: Rule, traffic: Traffic, { busiest, second }: AlertInput) {
  const lastMinute = second - (second % MINUTE) - MINUTE;
  const most = new Map<string, number>();
  for (const { key, minute, count } of busiest(of, traffic)) {
    if (minute >= lastMinute) most.set(key, Math.max(count, most.get(key) ?? 0));
  }
  return [...most].map(
    ([key, value]): Reading => ({ key, value, threshold: limit, verdict: value > limit ? 'breached' : 'ok' }),
  );
}

function readBooks({ limit }: Rule, { wrongRecords: value }: AlertInput): Reading[] | null {
  if (value === null) return null;
  return [{ key: null, value, threshold: limit, verdict: value > limit ? 'breached' : 'ok' }];
}
