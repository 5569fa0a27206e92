import type { BurstMeasure, Quantity, Traffic } from '#contracts/rule';
import { countsUsers } from '#contracts/rule-limits';
import type { AlertInput, CountedMeasure, KeyMinute, MinuteStatistics } from '#server/alerts/input';
import { countsByMinute, minuteCache, statisticsOf, windowsByMinute } from './minute-statistics.ts';
import type { Rings } from './rings.ts';
import { filteredIdOf, namesOf, rankedOf, type UserSpan, userSpanOf } from './rule-series.ts';
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
  /** Of the minute of this second and of the one before; `of`: see rankedOf. */
  busiest: (of: string, kind: Kind, second: number) => KeyMinute[];
  /** First minute of which they are known. */
  busiestSince: (of: string, kind: Kind) => number | null;
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
    if (id !== null && !sources.isCounted(id)) throw new Error('It is not counted: other rules have too many filters.');
    const n = count(namesOf(quantity, kind), from, to);
    return n !== null && quantity.of === 'revenue' ? n / 100 : n;
  }

  function amount(quantity: Quantity, from: number, to: number, traffic: Traffic): number | null {
    const known = atLeast(quantity, from, to, traffic);
    return isWhole(sources, quantity, from, to) ? known : null;
  }

  function byMinute(measure: CountedMeasure, from: number, to: number, traffic: Traffic): MinuteStatistics | null {
    const isBySecond = stepSeconds === 1 && from >= secondsSince;
    if (!isBySecond && cut(from) < minutesSince) return null;
    const [first, end]: [number, number] = isBySecond ? [from, to] : [cut(from), cut(to)];
    const isSilent = (minute: number) => count([`${KIND[traffic]}*`], minute, minute + MINUTE) === 0;
    const sums = countsUsers(measure)
      ? windowsByMinute(
          measure,
          first,
          end,
          { amount, isSilent, known: minuteCache(sources, stepSeconds, measure, traffic) },
          traffic,
        )
      : countsByMinute(sources, stepSeconds, measure, [first, end], KIND[traffic]);
    return statisticsOf(measure, sums);
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

  function busiest(measure: BurstMeasure, traffic: Traffic): KeyMinute[] {
    const of = rankedOf(measure);
    if (measure.quantity && !sources.isCounted(of))
      throw new Error('It is not counted: other rules ask for the busiest of too many events.');
    return sources.busiest(of, KIND[traffic], second);
  }

  return {
    second,
    stepSeconds,
    amount,
    atLeast,
    byMinute,
    newest,
    wrongRecords: sources.wrongRecords,
    busiest,
  };
}

/** Whether it was counted all the time. */
function isWhole(sources: RuleSources, quantity: Quantity, from: number, to: number): boolean {
  if (quantity.of === 'users') return areWhole(sources, userSpanOf(quantity, to - from), to);
  const id = filteredIdOf(quantity);
  return id === null || from >= sources.countedSince(id);
}

const cut = (second: number) => Math.floor(second / MINUTE) * MINUTE;
