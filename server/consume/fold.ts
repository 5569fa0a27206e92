import { isKnownName } from '#contracts/categories';
import { type ParsedEvent, parseEvent, type Reject } from '#contracts/event';
import { labelOf, MAX_LABEL_CHARS } from '#contracts/focus';
import type { StreamEntry } from '#stores/streams';

/** Settings of the fold, and the instant that late and future are measured from (epoch seconds). */
export type FoldLimits = {
  now: number;
  secondsKept: number;
  minutesKept: number;
  hoursKept: number;
  futureLimit: number;
};

/** Counts to add to one hash; `capped` ones may end under `(other)` when the window is full. */
export type Additions = { fixed: Map<string, number>; capped: Map<string, { other: string; n: number }> };

/** What a batch of entries adds to the aggregates of its partition. Windows are starts in epoch seconds. */
export type Fold = {
  ids: string[];
  /** Of the events, each once. */
  messageIds: string[];
  /** Those that made an entry a duplicate because they were seen before, each once. */
  knownIds: string[];
  rejects: { id: string; reject: Reject }[];
  books: Map<string, number>;
  /** Newest second counted, of each kind of traffic. */
  newest: Map<'newestReal' | 'newestSimulated', number>;
  seconds: Map<number, Additions>;
  minutes: Map<number, Additions>;
  hours: Map<number, Additions>;
  tops: { product: Map<number, Additions>; search: Map<number, Additions> };
  users: { r: Map<number, Set<string>>; s: Map<number, Set<string>> };
  perUser: { r: Map<number, Map<string, number>>; s: Map<number, Map<string, number>> };
  /** What users do that rules ask for, by what, when and of which traffic. */
  ranksOfRules: Map<string, Rank>;
  /** Users of some events, for the live page and for rules, by the same. */
  usersOf: Map<string, { series: UserSeries; traffic: 'r' | 's'; window: number; users: Set<string> }>;
};

/** Events by user or product of a minute, of one kind of traffic. */
type Rank = { id: string; traffic: 'r' | 's'; minute: number; counts: Map<string, number> };

/** Users of some events, by windows of this size. */
export type UserSeries = { id: string; sizeSeconds: number };

/**
 * What else an event counts for, or its revenue, whatever it is called, what its user does, and for whom or what of which
 * list it is one more in its minute.
 */
export type SeriesOfEvent = {
  counts: string[];
  sums: string[];
  users: UserSeries[];
  ranks: { id: string; key: string }[];
};
export type SeriesOf = (event: ParsedEvent) => SeriesOfEvent;

/** Users and top lists are for the live page: kept this long whatever the other settings. */
export const LIVE_KEPT_SECONDS = 3 * 3_600;
const PER_USER_KEPT_SECONDS = 300;
/** A day, and what a day ago has not quite passed. */
const LONG_KEPT_SECONDS = 26 * 3_600;
/** Less than a minute, and what was not judged for two. */
const SHORT_KEPT_SECONDS = 300;

export function usersKeptSeconds({ sizeSeconds }: UserSeries): number {
  if (sizeSeconds < 60) return SHORT_KEPT_SECONDS;
  return sizeSeconds > 60 ? LONG_KEPT_SECONDS : LIVE_KEPT_SECONDS;
}

/**
 * Folds entries into aggregates, in memory. `seen` holds message IDs known from before;
 * one that stands twice in the batch is a duplicate as well.
 */
export function fold(
  entries: StreamEntry[],
  limits: FoldLimits,
  seen: ReadonlySet<string>,
  onEvent?: (event: ParsedEvent, entry: StreamEntry) => void,
  seriesOf: SeriesOf = () => ({ counts: [], sums: [], users: [], ranks: [] }),
): Fold {
  const result = emptyFold();
  const inBatch = new Set<string>();
  const known = new Set<string>();
  for (const entry of entries) {
    result.ids.push(entry.id);
    const parsed = parseEvent(entry.value);
    if (!parsed.ok) {
      bump(result.books, 'rejected', 1);
      result.rejects.push({ id: entry.id, reject: parsed.reject });
      continue;
    }
    const { event } = parsed;
    if (event.messageId !== null) {
      if (seen.has(event.messageId)) known.add(event.messageId);
      if (known.has(event.messageId) || inBatch.has(event.messageId)) {
        bump(result.books, 'duplicates', 1);
        continue;
      }
      inBatch.add(event.messageId);
    }
    if (addEvent(result, event, limits, seriesOf(event))) onEvent?.(event, entry);
  }
  result.messageIds = [...inBatch];
  result.knownIds = [...known];
  return result;
}

/** True when the event was counted, false when it was late or from the future. */
function addEvent(result: Fold, event: ParsedEvent, limits: FoldLimits, series: SeriesOfEvent): boolean {
  const second = Math.floor(event.timestampMs / 1_000);
  if (second > limits.now + limits.futureLimit) {
    bump(result.books, 'future', 1);
    return false;
  }
  const age = limits.now - second;
  if (age > limits.minutesKept) {
    bump(result.books, 'late', 1);
    return false;
  }
  const traffic = event.simulated ? 's' : 'r';
  const minute = second - mod(second, 60);
  bump(result.books, 'counted', 1);
  bump(result.books, event.simulated ? 'countedSimulated' : 'countedReal', 1);
  const newest = event.simulated ? 'newestSimulated' : 'newestReal';
  result.newest.set(newest, Math.max(second, result.newest.get(newest) ?? 0));
  const amount = amountOf(event);
  const revenue = event.name === 'Order Completed' ? amount : 0;
  if (age < limits.secondsKept) addCount(result.seconds, second, event.name, traffic, revenue);
  addCount(result.minutes, minute, event.name, traffic, revenue);
  addCount(result.hours, second - mod(second, 3_600), event.name, traffic, revenue);
  for (const id of series.counts) {
    if (age < limits.secondsKept) addFiltered(result.seconds, second, id, traffic, revenue);
    addFiltered(result.minutes, minute, id, traffic, revenue);
  }
  for (const id of series.sums) {
    if (age < limits.secondsKept) addSum(result.seconds, second, id, traffic, amount);
    addSum(result.minutes, minute, id, traffic, amount);
  }
  for (const each of series.users) {
    const window = second - mod(second, each.sizeSeconds);
    const key = `${traffic}${window}${each.id}`;
    if (age < usersKeptSeconds(each))
      ensure(result.usersOf, key, () => ({ series: each, traffic, window, users: new Set() })).users.add(event.user);
  }
  if (age < LIVE_KEPT_SECONDS) {
    ensure(result.users[traffic], minute, () => new Set<string>()).add(event.user);
    addTops(result, event, minute, traffic);
  }
  if (age < PER_USER_KEPT_SECONDS) addRanks(result, event, minute, traffic, series.ranks);
  return true;
}

function addRanks(
  result: Fold,
  { user }: ParsedEvent,
  minute: number,
  traffic: 'r' | 's',
  ranks: SeriesOfEvent['ranks'],
) {
  bump(
    ensure(result.perUser[traffic], minute, () => new Map()),
    user,
    1,
  );
  for (const { id, key } of ranks) {
    const begin = (): Rank => ({ id, traffic, minute, counts: new Map() });
    bump(ensure(result.ranksOfRules, `${traffic}${minute}${id}`, begin).counts, key, 1);
  }
}

function addCount(windows: Map<number, Additions>, window: number, name: string, traffic: 'r' | 's', revenue: number) {
  const additions = ensure(windows, window, noAdditions);
  if (isKnownName(name)) bump(additions.fixed, `${traffic}|${name}`, 1);
  else bumpCapped(additions, `${traffic}|${name}`, `${traffic}|(other)`, 1);
  if (revenue > 0) bump(additions.fixed, `${traffic}$`, revenue);
}

/** Beside the names: `r~id` events, `r~$id` revenue. */
function addFiltered(windows: Map<number, Additions>, window: number, id: string, traffic: 'r' | 's', revenue: number) {
  bump(ensure(windows, window, noAdditions).fixed, `${traffic}~${id}`, 1);
  addSum(windows, window, id, traffic, revenue);
}

function addSum(windows: Map<number, Additions>, window: number, id: string, traffic: 'r' | 's', revenue: number) {
  if (revenue > 0) bump(ensure(windows, window, noAdditions).fixed, `${traffic}~$${id}`, revenue);
}

/** What an event is worth, in hundredths of the currency's unit, so that sums stay whole numbers. */
function amountOf({ properties }: ParsedEvent): number {
  const revenue = properties.revenue ?? properties.total;
  return typeof revenue === 'number' && revenue > 0 && revenue < 1e11 ? Math.round(revenue * 100) : 0;
}

function addTops(result: Fold, event: ParsedEvent, minute: number, traffic: 'r' | 's') {
  const { name, properties } = event;
  const counted = labelOf(event);
  if (counted) {
    addLabel(result.tops[counted.by], minute, `${traffic}v`, counted.value);
    if (counted.by === 'search' && properties.results === 0)
      addLabel(result.tops.search, minute, `${traffic}z`, counted.value);
  } else if (name === 'Order Completed' && Array.isArray(properties.products)) {
    for (const product of properties.products.slice(0, 50)) {
      if (typeof product === 'object' && product !== null) {
        const { name: label, product_id: id } = product as Record<string, unknown>;
        addLabel(result.tops.product, minute, `${traffic}o`, label ?? id);
      }
    }
  }
}

function addLabel(windows: Map<number, Additions>, minute: number, kind: string, label: unknown) {
  if (typeof label !== 'string' || label.length === 0) return;
  const additions = ensure(windows, minute, noAdditions);
  bumpCapped(additions, `${kind}|${label.slice(0, MAX_LABEL_CHARS)}`, `${kind}|(other)`, 1);
}

function emptyFold(): Fold {
  return {
    ids: [],
    messageIds: [],
    knownIds: [],
    rejects: [],
    books: new Map(),
    newest: new Map(),
    seconds: new Map(),
    minutes: new Map(),
    hours: new Map(),
    tops: { product: new Map(), search: new Map() },
    users: { r: new Map(), s: new Map() },
    perUser: { r: new Map(), s: new Map() },
    ranksOfRules: new Map(),
    usersOf: new Map(),
  };
}

const noAdditions = (): Additions => ({ fixed: new Map(), capped: new Map() });

function bump(map: Map<string, number>, key: string, n: number) {
  map.set(key, (map.get(key) ?? 0) + n);
}

function bumpCapped(additions: Additions, field: string, other: string, n: number) {
  const known = additions.capped.get(field);
  if (known) known.n += n;
  else additions.capped.set(field, { other, n });
}

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Like %, but never negative: windows before 1970 begin at their start too. */
const mod = (n: number, size: number) => ((n % size) + size) % size;
