import { createHash } from 'node:crypto';
import type { ParsedEvent } from '#contracts/event';
import { productOf } from '#contracts/focus';
import { type BurstMeasure, isBurst, isOrderRevenue, type Quantity, quantitiesOf, type Rule } from '#contracts/rule';
import { MAX_FILTERED_QUANTITIES, MAX_RANKED, MAX_USER_SPANS } from '#contracts/rule-limits';
import type { SeriesOfEvent, UserSeries } from '#server/consume/fold';
import { matches } from './tail-filter.ts';
import type { Kind } from './totals.ts';

const MINUTE = 60;
const HOUR = 3_600;

/** Distinct users over so many seconds. `series` null: of all events, which are kept by minute anyway. */
export type UserSpan = { name: string; series: UserSeries | null; seconds: number };

/**
 * Names what is counted of a quantity that no aggregate has: with a filter, whether events or revenue of orders, or revenue
 * of other events. null where one has it, or it counts users.
 */
export function filteredIdOf(quantity: Quantity): string | null {
  if (quantity.of === 'users') return null;
  return quantity.where?.length || isOtherRevenue(quantity) ? idOf(quantity) : null;
}

const isOtherRevenue = (quantity: Quantity) => quantity.of === 'revenue' && !isOrderRevenue(quantity);

/**
 * Of which users, and over how long; by second in less than a minute, by minute up to an hour, and else by ten minutes: the
 * error of an estimate is as large.
 */
export function userSpanOf(quantity: Quantity, windowSeconds: number): UserSpan {
  const isOfAll = quantity.names === null && quantity.category === null && !quantity.where?.length;
  const sizeSeconds = windowSeconds < MINUTE ? 1 : windowSeconds > HOUR ? 10 * MINUTE : MINUTE;
  if (isOfAll && sizeSeconds === MINUTE) return { name: `all.${windowSeconds}`, series: null, seconds: windowSeconds };
  const id = `${idOf(quantity)}.${sizeSeconds}`;
  return spanOf({ id, sizeSeconds }, windowSeconds);
}

/** The users of a series over so many seconds. */
export const spanOf = (series: UserSeries, seconds: number): UserSpan => ({
  name: `${series.id}.${seconds}`,
  series,
  seconds,
});

const ids = new WeakMap<Quantity, string>();

/** A backtest asks thousands of times: of each quantity it is worked out once. */
function idOf(quantity: Quantity): string {
  const id = ids.get(quantity) ?? hashOf(quantity);
  ids.set(quantity, id);
  return id;
}

function hashOf(quantity: Quantity): string {
  const { names, category, where = [] } = quantity;
  const what = [names, category, where.map(({ path, value }) => [path, value])];
  // Apart from events of the same names, which may be counted since long ago, when nobody asked for what they are worth.
  const text = JSON.stringify(isOtherRevenue(quantity) ? [...what, 'revenue'] : what);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Names the list of a minute's busiest: `user` and `product`, which are kept anyway, or what a rule asks for. */
export function rankedOf({ kind, quantity }: BurstMeasure): string {
  const of = kind === 'perUser' ? 'user' : 'product';
  return quantity ? `${of}.${idOf(quantity)}` : of;
}

/** What rules count that no aggregate has: each event is looked at for each of these, while it is counted. */
export class RuleSeries {
  private counts = new Map<string, Quantity>();
  private users = new Map<string, { series: UserSeries; quantity: Quantity }>();
  private ranks = new Map<string, BurstMeasure & { quantity: Quantity }>();
  private spansByName = new Map<string, UserSpan>();
  /** Counts by name that rules ask for, as their series are named. */
  names: ReadonlySet<string> = new Set();
  private since = new Map<string, number>();

  /** From now on what these rules ask for. */
  follow(rules: readonly Rule[]): void {
    this.counts = new Map();
    this.users = new Map();
    this.spansByName = new Map();
    this.ranks = new Map();
    const measures = rules.filter(({ enabled }) => enabled).map(({ measure }) => measure);
    this.names = new Set(measures.flatMap(nameSeriesOf));
    for (const measure of measures) {
      if (isBurst(measure)) this.followRank(measure);
      for (const quantity of quantitiesOf(measure)) {
        if (quantity.of === 'users' && 'windowSeconds' in measure) this.followUsers(quantity, measure.windowSeconds);
        const id = filteredIdOf(quantity);
        if (id !== null && this.counts.size < MAX_FILTERED_QUANTITIES) this.counts.set(id, quantity);
      }
    }
    // What is asked for again later was not counted meanwhile.
    this.noteSince(this.since);
  }

  /** What is counted for rules alone: filters, revenue and users of some events. */
  get ids(): string[] {
    return [...this.counts.keys(), ...this.users.keys()];
  }

  /** From which second on each of them is counted. */
  noteSince(since: ReadonlyMap<string, number>): void {
    this.since = new Map([...since].filter(([id]) => this.counts.has(id) || this.users.has(id)));
  }

  /** Infinity while not known. */
  countedSince(id: string): number {
    return this.since.get(id) ?? Number.POSITIVE_INFINITY;
  }

  /** Whether what a filter lets through or a list of the busiest, by id, or the users of a span, by name, are counted. */
  has(idOrName: string): boolean {
    return this.counts.has(idOrName) || this.ranks.has(idOrName) || this.spansByName.has(idOrName);
  }

  /**
   * The lists of the busiest that rules ask for. Since when they are counted is not noted: of a part of a minute there is
   * less, and never too much.
   */
  get ranked(): string[] {
    return [...this.ranks.keys()];
  }

  get spans(): UserSpan[] {
    return [...this.spansByName.values()];
  }

  /** Of which of them an event is. */
  of(event: ParsedEvent): SeriesOfEvent {
    const counts: string[] = [];
    const sums: string[] = [];
    const users: UserSeries[] = [];
    for (const [id, quantity] of this.counts)
      if (isOf(event, quantity)) (isOtherRevenue(quantity) ? sums : counts).push(id);
    for (const { series, quantity } of this.users.values()) if (isOf(event, quantity)) users.push(series);
    const ranks: SeriesOfEvent['ranks'] = [];
    for (const [id, { kind, quantity }] of this.ranks) {
      const key = kind === 'perUser' ? event.user : productOf(event);
      if (key !== null && isOf(event, quantity)) ranks.push({ id, key });
    }
    return { counts, sums, users, ranks };
  }

  private followRank(measure: BurstMeasure): void {
    const { quantity } = measure;
    if (quantity && this.ranks.size < MAX_RANKED) this.ranks.set(rankedOf(measure), { ...measure, quantity });
  }

  private followUsers(quantity: Quantity, windowSeconds: number): void {
    const span = userSpanOf(quantity, windowSeconds);
    if (this.spansByName.size >= MAX_USER_SPANS) return;
    this.spansByName.set(span.name, span);
    if (span.series) this.users.set(span.series.id, { series: span.series, quantity });
  }
}

/** The counts by name that a measure looks at, as their series are named. */
export function nameSeriesOf(measure: Rule['measure']): string[] {
  const names =
    measure.kind === 'noData' ? (measure.names ?? []) : quantitiesOf(measure).flatMap(({ names }) => names ?? []);
  return names.flatMap((name) => [`r|${name}`, `s|${name}`]);
}

/** The series that make up events or revenue. */
export function namesOf(quantity: Quantity, kind: Kind): string[] {
  const { of, names, category } = quantity;
  const id = filteredIdOf(quantity);
  if (id !== null) return [of === 'revenue' ? `${kind}~$${id}` : `${kind}~${id}`];
  if (of === 'revenue') return [`${kind}$`];
  if (names !== null) return names.map((name) => `${kind}|${name}`);
  return [category === null ? `${kind}*` : `${kind}#${category}`];
}

function isOf(event: ParsedEvent, { names, category, where }: Quantity): boolean {
  return matches(event, {
    names: names ?? [],
    categories: category ? [category] : [],
    user: null,
    properties: [...(where ?? [])],
    traffic: 'all',
  });
}
