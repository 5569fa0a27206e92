import type { Measure, Rule, Traffic } from '#contracts/alert';
import { type AlertInput, evaluationSecond } from './input.ts';

/** What a rule measured at one moment, for one key (a user, or null where the rule has none). */
export type Reading = { key: string | null; value: number; threshold: number; breached: boolean };

/** Counting is always some milliseconds behind; from here on it is lag. */
const LAG_MS = 2_000;

type MeasureOf<Kind extends Measure['kind']> = Extract<Measure, { kind: Kind }>;

/** Measures a rule on one kind of traffic. null: it can't be told now, leave alerts as they are. */
export function measure(rule: Rule, traffic: Traffic, input: AlertInput): Reading[] | null {
  const second = evaluationSecond(input.nowMs);
  switch (rule.measure.kind) {
    case 'ratio':
      return [readRatio(rule.measure, rule.limit, traffic, input, second)];
    case 'spike':
      return [readSpike(rule.measure, rule.limit, traffic, input, second)];
    case 'noData':
      return readNoData(rule.limit, traffic, input, second);
    case 'perUser':
      return readUsers(rule.measure, rule.limit, traffic, input, second);
    case 'books':
      return readBooks(rule.limit, input);
  }
}

function readRatio(
  { numerator, denominator, windowSeconds, minDenominator }: MeasureOf<'ratio'>,
  limit: number,
  traffic: Traffic,
  input: AlertInput,
  second: number,
): Reading {
  const end = second + 1;
  const whole = input.sum(denominator, end - windowSeconds, end, traffic);
  const value = whole === 0 ? 0 : input.sum(numerator, end - windowSeconds, end, traffic) / whole;
  return { key: null, value, threshold: limit, breached: whole >= minDenominator && value > limit };
}

function readSpike(
  spike: MeasureOf<'spike'>,
  limit: number,
  traffic: Traffic,
  input: AlertInput,
  second: number,
): Reading {
  const end = second + 1;
  const start = end - spike.windowSeconds;
  const value = (input.sum(spike.names, start, end, traffic) * 60) / spike.windowSeconds;
  const baseline = { start: start - spike.baselineSeconds, end: start };
  const minutes = minutesWithTraffic(baseline, traffic, input);
  // Minutes without any traffic (before the first start, during an outage) say nothing about how much is normal.
  const mean = minutes === 0 ? 0 : input.sum(spike.names, baseline.start, baseline.end, traffic) / minutes;
  const threshold = limit * mean;
  const trusted = minutes >= spike.minBaselineMinutes && mean >= spike.minBaseline;
  return { key: null, value, threshold, breached: trusted && value > threshold };
}

function minutesWithTraffic(
  { start, end }: { start: number; end: number },
  traffic: Traffic,
  input: AlertInput,
): number {
  let minutes = 0;
  for (let from = start; from < end; from += 60) if (input.sum(null, from, from + 60, traffic) > 0) minutes += 1;
  return minutes;
}

function readNoData(limitSeconds: number, traffic: Traffic, input: AlertInput, second: number): Reading[] | null {
  if (input.behindMs > LAG_MS) return null;
  const watermark = input.watermark(traffic);
  if (watermark === null) return [];
  const value = Math.max(0, second - watermark);
  return [{ key: null, value, threshold: limitSeconds, breached: value >= limitSeconds }];
}

function readUsers(
  { windowSeconds }: MeasureOf<'perUser'>,
  limit: number,
  traffic: Traffic,
  input: AlertInput,
  second: number,
): Reading[] {
  const thisMinute = second - (second % windowSeconds);
  const lastMinute = thisMinute - windowSeconds;
  const most = new Map<string, number>();
  for (const { user, minute, count } of input.topUsers(traffic)) {
    if (minute >= lastMinute) most.set(user, Math.max(count, most.get(user) ?? 0));
  }
  return [...most].map(([key, value]) => ({ key, value, threshold: limit, breached: value > limit }));
}

function readBooks(limit: number, { wrongRecords: value }: AlertInput): Reading[] | null {
  return value === null ? null : [{ key: null, value, threshold: limit, breached: value > limit }];
}
