import type { Quantity, Traffic } from '#contracts/rule';
import type { AlertInput, KeyMinute, MinuteStatistics } from '#server/alerts/input';
import type { Keyed } from './busiest.ts';
import type { Rings, Sums } from './rings.ts';
import { filteredIdOf, type UserSpan, userSpanOf } from './rule-series.ts';
import { areWhole, usersUpTo } from './rule-users.ts';
import type { Kind } from './totals.ts';

const KIND: Record<Traffic, Kind> = { real: 'r', simulated: 's' };
const MINUTE = 60;

/** What rules look at: counts by second and by minute, and what is only kept by minute. */
export type RuleSources = {
  seconds: Rings;
  minutes: Rings;
  /** From which second on all is known by second, and from which by minute; Infinity while nothing is. */
  secondsSince: number;
  minutesSince: number;
  /** Distinct users of a span up to the minute of this second, if it is one of the last two hours; null while not known. */
  users: (span: UserSpan, second: number, kind: Kind) => number | null;
  /** Whether users that are not known yet are read before long. */
  usersToCome: (span: UserSpan, second: number) => boolean;
  /** Of the minute of this second and of the one before. */
  busiest: (of: Keyed, kind: Kind, second: number) => KeyMinute[];
  /** First minute of which they are known. */
  busiestSince: (of: Keyed, kind: Kind) => number | null;
  wrongRecords: number | null;
  /** Whether what a filter lets through, by id, or the users of a span, by name, are counted. */
  isCounted: (idOrName: string) => boolean;
  /** From which second on what a filter lets through, or a series of users, is counted; Infinity while not known. */
  countedSince: (id: string) => number;
  /** Newest second with an event, however long ago. */
  newest: Record<Kind, number | null>;
};

/** The aggregates as of one second, by seconds or by whole minutes. */
export function ruleInput(sources: RuleSources, second: number, stepSeconds: 1 | 60): AlertInput {
  const { seconds, minutes, secondsSince, minutesSince } = sources;

  /** Exact by second where seconds are known; what is older by whole minutes; null where those are not read yet. */
  function count(names: string[], from: number, to: number): number | null {
    if (stepSeconds === 1 && from >= secondsSince) return seconds.sum(names, from, to);
    if (cut(from) < minutesSince) return null;
    const byMinute = minutes.sum(names, cut(from), cut(to));
    const isRecent = stepSeconds === 1 && cut(to) >= secondsSince;
    return isRecent ? byMinute + seconds.sum(names, cut(to), to) : byMinute;
  }

  function atLeast(quantity: Quantity, from: number, to: number, traffic: Traffic): number | null {
    const kind = KIND[traffic];
    if (quantity.of === 'users') return usersUpTo(sources, userSpanOf(quantity, to - from), to, kind);
    const id = filteredIdOf(quantity);
    if (id !== null && !sources.isCounted(id)) throw new Error('Its filter is not counted: other rules have too many.');
    const n = count(namesOf(quantity, kind), from, to);
    return n !== null && quantity.of === 'revenue' ? n / 100 : n;
  }

  function amount(quantity: Quantity, from: number, to: number, traffic: Traffic): number | null {
    const known = atLeast(quantity, from, to, traffic);
    return isWhole(sources, quantity, from, to) ? known : null;
  }

  function byMinute(quantity: Quantity, from: number, to: number, traffic: Traffic, window: number) {
    const isBySecond = stepSeconds === 1 && from >= secondsSince;
    if (!isBySecond && cut(from) < minutesSince) return null;
    const [first, end]: [number, number] = isBySecond ? [from, to] : [cut(from), cut(to)];
    if (quantity.of === 'users') return statisticsOf(usersByMinute(quantity, first, end, traffic, window));
    return statisticsOf(amountByMinute(sources, stepSeconds, quantity, [first, end], traffic));
  }

  /** Users do not add up: of them, a minute has those of the whole window that ends with it. */
  function usersByMinute(quantity: Quantity, first: number, end: number, traffic: Traffic, window: number): Sums {
    const known = minuteCache(sources, `${stepSeconds}${KIND[traffic]}${userSpanOf(quantity, window).name}`);
    const found = { spans: 0, sum: 0, squares: 0 };
    for (let at = first; at + MINUTE <= end; at += MINUTE) {
      let n = known.get(at);
      if (n === undefined) {
        const isSilent = count([`${KIND[traffic]}*`], at, at + MINUTE) === 0;
        n = isSilent ? null : amount(quantity, at + MINUTE - window, at + MINUTE, traffic);
        known.set(at, n);
      }
      if (n === null) continue;
      found.spans += 1;
      found.sum += n;
      found.squares += n * n;
    }
    return found;
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
    atLeast,
    byMinute,
    newest,
    wrongRecords: sources.wrongRecords,
    busiest: (of, traffic) => sources.busiest(of, KIND[traffic], second),
  };
}

/** Where seconds are known by those, as they are newer than what was read of minutes. */
function amountByMinute(
  { seconds, minutes, secondsSince, countedSince }: RuleSources,
  stepSeconds: 1 | 60,
  quantity: Quantity,
  [first, end]: [number, number],
  traffic: Traffic,
): Sums {
  const kind = KIND[traffic];
  const id = filteredIdOf(quantity);
  const since = id === null ? first : countedSince(id);
  if (since >= end) return { spans: 0, sum: 0, squares: 0 };
  const begin = first + Math.ceil(Math.max(0, since - first) / MINUTE) * MINUTE;
  const known = begin >= secondsSince ? begin : cut(secondsSince + MINUTE - 1);
  const split = stepSeconds === 1 ? Math.min(end, Math.max(begin, known)) : end;
  const names = namesOf(quantity, kind);
  const older = minutes.statistics(names, [`${kind}*`], begin, split, MINUTE);
  const newer = seconds.statistics(names, [`${kind}*`], split, end, MINUTE);
  const scale = quantity.of === 'revenue' ? 100 : 1;
  return {
    spans: older.spans + newer.spans,
    sum: (older.sum + newer.sum) / scale,
    squares: (older.squares + newer.squares) / scale ** 2,
  };
}

/** Users of minutes, which a backtest looks at in each of its steps, and in a second's evaluation several rules. */
const caches = new WeakMap<RuleSources, Map<string, Map<number, number | null>>>();

function minuteCache(sources: RuleSources, name: string): Map<number, number | null> {
  const ofSources = caches.get(sources) ?? new Map<string, Map<number, number | null>>();
  caches.set(sources, ofSources);
  const known = ofSources.get(name) ?? new Map<number, number | null>();
  ofSources.set(name, known);
  return known;
}

function statisticsOf({ spans, sum, squares }: Sums): MinuteStatistics {
  if (spans === 0) return { minutes: 0, mean: 0, deviation: 0 };
  const mean = sum / spans;
  return { minutes: spans, mean, deviation: Math.sqrt(Math.max(0, squares / spans - mean * mean)) };
}

/** Whether it was counted all the time. */
function isWhole(sources: RuleSources, quantity: Quantity, from: number, to: number): boolean {
  if (quantity.of === 'users') return areWhole(sources, userSpanOf(quantity, to - from), to);
  const id = filteredIdOf(quantity);
  return id === null || from >= sources.countedSince(id);
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
