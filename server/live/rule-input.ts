import type { Quantity, Traffic } from '#contracts/rule';
import type { AlertInput, KeyMinute, MinuteStatistics } from '#server/alerts/input';
import { filteredIdOf } from './filtered-series.ts';
import type { Rings } from './rings.ts';
import type { Kind } from './totals.ts';

const KIND: Record<Traffic, Kind> = { real: 'r', simulated: 's' };
const MINUTE = 60;

/** What rules look at: counts by second and by minute, and what is only kept by minute. */
export type RuleSources = {
  seconds: Rings;
  minutes: Rings;
  /** Distinct users of so many minutes up to the minute of this second; null while not known. */
  users: (minutes: number, second: number, kind: Kind) => number | null;
  busiest: (of: 'user' | 'product', kind: Kind, second: number) => KeyMinute[];
  wrongRecords: number | null;
  /** Whether what a filter lets through is counted. */
  isFiltered: (id: string) => boolean;
  /** Newest second with an event, however long ago. */
  newest: Record<Kind, number | null>;
};

/** The aggregates as of one second, by seconds or by whole minutes. */
export function ruleInput(sources: RuleSources, second: number, stepSeconds: 1 | 60): AlertInput {
  const { seconds, minutes } = sources;

  /** Exact by second where seconds are kept; what is older by whole minutes. */
  function count(names: string[], from: number, to: number): number {
    if (stepSeconds === 1 && from >= (seconds.oldest ?? 0)) return seconds.sum(names, from, to);
    const byMinute = minutes.sum(names, cut(from), cut(to));
    const isRecent = stepSeconds === 1 && cut(to) >= (seconds.oldest ?? 0);
    return isRecent ? byMinute + seconds.sum(names, cut(to), to) : byMinute;
  }

  function amount(quantity: Quantity, from: number, to: number, traffic: Traffic): number | null {
    const kind = KIND[traffic];
    if (quantity.of === 'users') return sources.users(Math.round((to - from) / MINUTE), to - 1, kind);
    const id = filteredIdOf(quantity);
    if (id !== null && !sources.isFiltered(id))
      throw new Error('Its filter is not counted: other rules have too many.');
    const n = count(namesOf(quantity, kind), from, to);
    return quantity.of === 'revenue' ? n / 100 : n;
  }

  function byMinute(quantity: Quantity, from: number, to: number, traffic: Traffic): MinuteStatistics {
    const isBySecond = stepSeconds === 1 && from >= (seconds.oldest ?? 0);
    const [first, end] = isBySecond ? [from, to] : [cut(from), cut(to)];
    let minutesWithTraffic = 0;
    let sum = 0;
    let squares = 0;
    for (let at = first; at + MINUTE <= end; at += MINUTE) {
      if (count([`${KIND[traffic]}*`], at, at + MINUTE) === 0) continue;
      const n = amount(quantity, at, at + MINUTE, traffic) ?? 0;
      minutesWithTraffic += 1;
      sum += n;
      squares += n * n;
    }
    if (minutesWithTraffic === 0) return { minutes: 0, mean: 0, deviation: 0 };
    const mean = sum / minutesWithTraffic;
    const deviation = Math.sqrt(Math.max(0, squares / minutesWithTraffic - mean * mean));
    return { minutes: minutesWithTraffic, mean, deviation };
  }

  function newest(names: readonly string[] | null, traffic: Traffic): number | null {
    const kind = KIND[traffic];
    const ever = sources.newest[kind];
    if (names === null && stepSeconds === 1 && ever !== null && ever <= second) return ever;
    const fields = names === null ? [`${kind}*`] : names.map((name) => `${kind}|${name}`);
    const bySecond = stepSeconds === 1 ? seconds.newestWith(fields, second) : null;
    if (bySecond !== null) return bySecond;
    const byMinute = minutes.newestWith(fields, second - MINUTE + 1);
    return byMinute === null ? null : byMinute + MINUTE - 1;
  }

  return {
    second,
    stepSeconds,
    amount,
    byMinute,
    newest,
    wrongRecords: sources.wrongRecords,
    busiest: (of, traffic) => sources.busiest(of, KIND[traffic], second),
  };
}

/** The series that make up events or revenue. */
function namesOf(quantity: Quantity, kind: Kind): string[] {
  const { of, names, category } = quantity;
  const id = filteredIdOf(quantity);
  if (id !== null) return [of === 'revenue' ? `${kind}~$${id}` : `${kind}~${id}`];
  if (of === 'revenue') return [`${kind}$`];
  if (names !== null) return names.map((name) => `${kind}|${name}`);
  return [category === null ? `${kind}*` : `${kind}#${category}`];
}

const cut = (second: number) => Math.floor(second / MINUTE) * MINUTE;
