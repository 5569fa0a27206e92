import { type Quantity, quantitiesOf, type Traffic } from '#contracts/rule';
import type { AlertInput, CountedMeasure, MinuteStatistics } from '#server/alerts/input';
import { addSpan, noSums, type Sums } from './rings.ts';
import type { RuleSources } from './rule-input.ts';
import { filteredIdOf, namesOf } from './rule-series.ts';
import type { Kind } from './totals.ts';

const MINUTE = 60;

/** What is usual, of the sums of single minutes. */
export function statisticsOf({ kind }: CountedMeasure, { spans, weights, sum, squares }: Sums): MinuteStatistics {
  if (spans === 0) return { minutes: 0, mean: 0, deviation: 0, size: 0 };
  const mean = sum / weights;
  const deviation = Math.sqrt(Math.max(0, squares / weights - mean * mean));
  return { minutes: spans, mean, deviation, size: kind === 'ratio' ? weights / spans : mean };
}

/** Of what adds up. Where seconds are known by those, as they are newer than what was read of minutes. */
export function countsByMinute(
  { seconds, minutes, secondsSince, countedSince }: RuleSources,
  stepSeconds: 1 | 60,
  measure: CountedMeasure,
  [first, end]: [number, number],
  kind: Kind,
): Sums {
  const ids = quantitiesOf(measure).flatMap((quantity) => filteredIdOf(quantity) ?? []);
  const since = Math.max(first, ...ids.map(countedSince));
  if (since >= end) return noSums();
  const begin = first + Math.ceil((since - first) / MINUTE) * MINUTE;
  const known = begin >= secondsSince ? begin : Math.floor((secondsSince + MINUTE - 1) / MINUTE) * MINUTE;
  const split = stepSeconds === 1 ? Math.min(end, Math.max(begin, known)) : end;
  const isRatio = measure.kind === 'ratio';
  const [part, whole] = isRatio ? [measure.numerator, measure.denominator] : [measure.quantity, null];
  const series: [string[], string[], boolean] = [
    namesOf(part, kind),
    whole ? namesOf(whole, kind) : [`${kind}*`],
    isRatio,
  ];
  const older = minutes.statistics(series, begin, split, MINUTE);
  const newer = seconds.statistics(series, split, end, MINUTE);
  const [partScale, wholeScale] = [scaleOf(part), whole ? scaleOf(whole) : 1];
  return {
    spans: older.spans + newer.spans,
    weights: (older.weights + newer.weights) / wholeScale,
    sum: (older.sum + newer.sum) / partScale,
    squares: ((older.squares + newer.squares) / partScale ** 2) * wholeScale,
  };
}

/** Revenue is counted in hundredths. */
const scaleOf = ({ of }: Quantity) => (of === 'revenue' ? 100 : 1);

type Windows = Pick<AlertInput, 'amount'> & { isSilent: (minute: number) => boolean; known: WindowCache };

/** Users do not add up: where they are a part of it, a minute has the value of the whole window that ends with it. */
export function windowsByMinute(
  measure: CountedMeasure,
  first: number,
  end: number,
  { amount, isSilent, known }: Windows,
  traffic: Traffic,
): Sums {
  const found = noSums();
  for (let at = first; at + MINUTE <= end; at += MINUTE) {
    let span = known.get(at);
    if (span === undefined) {
      span = isSilent(at) ? null : spanOf(measure, at + MINUTE, amount, traffic);
      known.set(at, span);
    }
    if (span) addSpan(found, span.n, span.weight);
  }
  return found;
}

type Span = { n: number; weight: number };

/** null where it is not known, or a ratio to nothing. */
function spanOf(measure: CountedMeasure, end: number, amount: AlertInput['amount'], traffic: Traffic): Span | null {
  const start = end - measure.windowSeconds;
  const isRatio = measure.kind === 'ratio';
  const n = amount(isRatio ? measure.numerator : measure.quantity, start, end, traffic);
  const weight = isRatio ? amount(measure.denominator, start, end, traffic) : 1;
  return n === null || !weight ? null : { n, weight };
}

type WindowCache = Map<number, Span | null>;

/** What ends with each minute, which a backtest looks at in each of its steps, and in a second's evaluation several rules. */
const caches = new WeakMap<RuleSources, Map<string, WindowCache>>();

export function minuteCache(
  sources: RuleSources,
  stepSeconds: 1 | 60,
  measure: CountedMeasure,
  traffic: Traffic,
): WindowCache {
  const ofSources = caches.get(sources) ?? new Map<string, WindowCache>();
  caches.set(sources, ofSources);
  const name = JSON.stringify([stepSeconds, traffic, measure]);
  const known = ofSources.get(name) ?? new Map<number, Span | null>();
  ofSources.set(name, known);
  return known;
}
