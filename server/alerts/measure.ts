import type { BurstMeasure, Measure, Rule, Traffic } from '#contracts/rule';
import { isBeyond } from '#contracts/rule-limits';
import { type Compared, compared } from './compared.ts';
import type { AlertInput } from './input.ts';

/**
 * What a rule measured at one moment, for one key (a user or product, or null where the rule has none). `value`,
 * `threshold`: null where there is no such number, as of a ratio to nothing; that is no breach. `verdict`: noData where the
 * window held nothing at all and the rule wants to know; error where it can't be told, for `reason`. `isOfTooLittle`: of
 * less than the rule judges, so that it says nothing.
 */
export type Reading = {
  key: string | null;
  value: number | null;
  threshold: number | null;
  verdict: 'ok' | 'breached' | 'noData' | 'error';
  reason?: string;
  isOfTooLittle?: boolean;
};

type MeasureOf<Kind extends Measure['kind']> = Extract<Measure, { kind: Kind }>;

const MINUTE = 60;

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
    case 'ratio':
      return one(rule, traffic, input, compared(rule.measure, rule, traffic, input));
    case 'noData':
      return readNoData(rule.measure, rule.limit, traffic, input);
    case 'perUser':
    case 'perProduct':
      return readKeys(rule.measure, rule, traffic, input);
    case 'books':
      return readBooks(rule, input);
    default:
      throw new Error('A newer Yeoul made this rule: this one does not know what it measures.');
  }
}

/** The one reading of a rule without keys, with what a window without any event means to it. */
function one(rule: Rule, traffic: Traffic, input: AlertInput, found: Compared | null): Reading[] | null {
  if (rule.missing !== 'zero' && isSilent(rule, traffic, input)) {
    if (rule.missing === 'keep') return null;
    return [{ key: null, value: 0, threshold: found?.threshold ?? rule.limit, verdict: 'noData' }];
  }
  if (!found) return null;
  const { value, threshold, isEnough, isJudged } = found;
  const isBreached = isJudged && isBeyond(rule.direction, value, threshold);
  const reading: Reading = { key: null, value, threshold, verdict: isBreached ? 'breached' : 'ok' };
  return [isEnough ? reading : { ...reading, isOfTooLittle: true }];
}

/** Whether no event of any kind fell into the window, after there had been some. A simulation ends by design. */
function isSilent({ measure }: Rule, traffic: Traffic, { second, newest }: AlertInput): boolean {
  if (traffic === 'simulated') return false;
  const last = newest(null, traffic);
  return 'windowSeconds' in measure && last !== null && last <= second - measure.windowSeconds;
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

function readKeys(measure: BurstMeasure, { limit }: Rule, traffic: Traffic, { busiest, second }: AlertInput) {
  const lastMinute = second - (second % MINUTE) - MINUTE;
  const most = new Map<string, number>();
  for (const { key, minute, count } of busiest(measure, traffic)) {
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
