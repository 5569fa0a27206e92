import { CATEGORIES, categoryOf } from '#contracts/categories';
import type { BurstMeasure, Quantity, Traffic } from '#contracts/rule';
import type { AlertInput, KeyMinute } from '#server/alerts/input';
import { Rings } from '#server/live/rings';
import { type RuleSources, ruleInput } from '#server/live/rule-input';
import { filteredIdOf, rankedOf } from '#server/live/rule-series';
import { type Kind, seriesOf, type WindowTotals } from '#server/live/totals';
import { KEPT_SECONDS } from '#server/live/windows';

const KIND = { real: 'r', simulated: 's' } as const;
const MINUTES_KEPT = 8 * 1_440;

/** A synthetic history of events, and the alert input at any moment of it, by the arrays that the server keeps. */
export function createSeries() {
  const counts = new Map<number, WindowTotals>();
  const keys: (KeyMinute & { of: string; kind: Kind })[] = [];
  let wrongRecords = 0;
  /** While filters are counted; by default they never are, as where other rules have too many. */
  let counted = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  let rings: ReturnType<typeof ringsOf> | null = null;

  function sources(second: number): RuleSources {
    rings ??= ringsOf(counts);
    const newest = (kind: Kind) => {
      const past = [...counts].filter(([at, totals]) => at <= second && totals.total[kind] > 0).map(([at]) => at);
      return past.length === 0 ? null : Math.max(...past);
    };
    return {
      ...rings,
      secondsSince: rings.seconds.oldest ?? Number.POSITIVE_INFINITY,
      minutesSince: Number.NEGATIVE_INFINITY,
      wrongRecords,
      isCounted: () => second >= counted.from && second < counted.to,
      countedSince: () => (counted.from === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : counted.from),
      usersToCome: () => true,
      newest: { r: newest('r'), s: newest('s') },
      users: ({ seconds }, at, kind) => {
        const last = at - (at % 60);
        const isIn = (row: KeyMinute) => row.minute <= at && row.minute >= last + 60 - seconds;
        return new Set(keys.filter((row) => row.of === 'user' && row.kind === kind && isIn(row)).map(({ key }) => key))
          .size;
      },
      busiestSince: (of, kind) => {
        const own = keys.filter((row) => row.of === of && row.kind === kind);
        return own.length === 0 ? null : Math.min(...own.map(({ minute }) => minute));
      },
      busiest: (of, kind, at) => keys.filter((row) => row.of === of && row.kind === kind && row.minute <= at),
    };
  }

  return {
    /** Adds `count` events named `name`, each worth `revenue`, in each second from `from`, included, to `to`, excluded. */
    add(name: string, count: number, from: number, to: number, traffic: Traffic = 'real', revenue = 0) {
      rings = null;
      for (let second = from; second < to; second += 1) addTo(counts, second, name, count, KIND[traffic], revenue);
    },
    /** In a minute, or, of distinct users, in a second of it. */
    addUser(user: string, minute: number, count: number, traffic: Traffic = 'real') {
      keys.push({ of: 'user', key: user, minute, count, kind: KIND[traffic] });
    },
    addProduct(product: string, minute: number, count: number, traffic: Traffic = 'real') {
      keys.push({ of: 'product', key: product, minute, count, kind: KIND[traffic] });
    },
    /** So many events, or so much revenue, of what is only counted as a rule asks for it, beside what `add` adds. */
    addFiltered(quantity: Quantity, count: number, from: number, to: number) {
      rings = null;
      const [field, n] =
        quantity.of === 'revenue'
          ? [`r~$${filteredIdOf(quantity)}`, count * 100]
          : [`r~${filteredIdOf(quantity)}`, count];
      for (let second = from; second < to; second += 1) {
        const { ofRules } = totalsAt(counts, second);
        ofRules.set(field, (ofRules.get(field) ?? 0) + n);
      }
    },
    /** Filters are counted from this second on, up to the other one. */
    countFilters(from: number, to = Number.POSITIVE_INFINITY) {
      counted = { from, to };
    },
    /** Of one in the list that a rule asks for, in a minute. */
    addRanked(measure: BurstMeasure, key: string, minute: number, count: number) {
      keys.push({ of: rankedOf(measure), key, minute, count, kind: 'r' });
    },
    wrong(records: number) {
      wrongRecords = records;
    },
    sources,
    /** What a server knows when `second` has just ended. */
    inputAfter: (second: number): AlertInput => ruleInput(sources(second), second, 1),
  };
}
export type Series = ReturnType<typeof createSeries>;

function addTo(
  counts: Map<number, WindowTotals>,
  window: number,
  name: string,
  count: number,
  kind: Kind,
  revenue: number,
) {
  const totals = totalsAt(counts, window);
  totals.names[kind].set(name, (totals.names[kind].get(name) ?? 0) + count);
  totals.total[kind] += count;
  totals.revenue[kind] += count * revenue * 100;
  const index = CATEGORIES.indexOf(categoryOf(name));
  totals.byCategory[kind][index] = (totals.byCategory[kind][index] ?? 0) + count;
}

function totalsAt(counts: Map<number, WindowTotals>, window: number): WindowTotals {
  const totals = counts.get(window) ?? nothing();
  counts.set(window, totals);
  return totals;
}

function nothing(): WindowTotals {
  const none = () => CATEGORIES.map(() => 0);
  return {
    names: { r: new Map(), s: new Map() },
    total: { r: 0, s: 0 },
    revenue: { r: 0, s: 0 },
    byCategory: { r: none(), s: none() },
    ofRules: new Map(),
  };
}

function ringsOf(counts: Map<number, WindowTotals>): { seconds: Rings; minutes: Rings } {
  const seconds = new Rings(1, KEPT_SECONDS);
  const minutes = new Rings(60, MINUTES_KEPT);
  const byMinute = new Map<number, Map<string, number>>();
  for (const [second, totals] of [...counts].sort(([a], [b]) => a - b)) {
    seconds.set(second, seriesOf(totals));
    const minute = second - (second % 60);
    const sums = byMinute.get(minute) ?? new Map<string, number>();
    byMinute.set(minute, sums);
    for (const [series, n] of seriesOf(totals)) sums.set(series, (sums.get(series) ?? 0) + n);
  }
  for (const [minute, sums] of byMinute) minutes.set(minute, sums);
  return { seconds, minutes };
}
