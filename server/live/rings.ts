import { isKnownName } from '#contracts/categories';

/** Senders make up names, and each costs a number for every window. */
const MAX_MADE_UP = 1_000;
/** As many go together, so that a flood of new names does not sort all of them for each. */
const DROPPED_AT_ONCE = 100;

/** `missingUpTo`: it may have had events in windows up to this one that are not in here; null: there are none. */
type Series = { counts: Float64Array; newest: number; missingUpTo: number | null };

/** `weights`: the sum of what each span weighs, `squares` that of n² by weight. */
export type Sums = { spans: number; weights: number; sum: number; squares: number };

export const noSums = (): Sums => ({ spans: 0, weights: 0, sum: 0, squares: 0 });

export function addSpan(to: Sums, n: number, weight: number): void {
  to.spans += 1;
  to.weights += weight;
  to.sum += n;
  to.squares += (n * n) / weight;
}

/**
 * Counts of many series by windows of one size, the newest `length` of them, as flat arrays: rules ask for sums over
 * thousands of windows each second. Windows are named by their start in epoch seconds. Of the names that senders made up,
 * and nobody asks for, those are dropped that have been without an event for longest, when there are more than `maxMadeUp`.
 */
export class Rings {
  private readonly starts: Float64Array;
  private readonly series = new Map<string, Series>();
  private readonly cache = new Map<string, Float64Array>();
  private readonly firsts = new Map<string, number | null>();
  private asked: ReadonlySet<string> = new Set();
  private madeUp = 0;
  /** What was dropped had its last event in this window or before; null while nothing was. */
  private droppedUpTo: number | null = null;
  /** Start of the newest window; null while there is none. */
  newest: number | null = null;

  constructor(
    readonly size: number,
    private readonly length: number,
    private readonly maxMadeUp = MAX_MADE_UP,
  ) {
    this.starts = new Float64Array(length).fill(Number.NaN);
  }

  clear(): void {
    this.starts.fill(Number.NaN);
    this.series.clear();
    this.madeUp = 0;
    this.droppedUpTo = null;
    this.forgetSums();
    this.newest = null;
  }

  /** From now on these are never dropped. False: something of them has been already, so all must be set again. */
  keep(asked: ReadonlySet<string>): boolean {
    const areWhole = [...asked].every((name) => this.isWhole(name));
    this.asked = asked;
    this.madeUp = this.droppable().length;
    return areWhole;
  }

  /** Whether what is known of a series is all that there was in the windows that are kept. */
  isWhole(name: string): boolean {
    const series = this.series.get(name);
    const missingUpTo = series || !this.isDroppable(name) ? (series?.missingUpTo ?? null) : this.droppedUpTo;
    return missingUpTo === null || missingUpTo < (this.oldest ?? 0);
  }

  /** Start of the oldest window that is kept; null while there is none. */
  get oldest(): number | null {
    return this.newest === null ? null : this.newest - (this.length - 1) * this.size;
  }

  has(window: number): boolean {
    return this.starts[this.slot(window)] === window;
  }

  /** All that is known of a window, by series, in place of what was known. */
  set(window: number, fields: Iterable<[series: string, n: number]>): void {
    if (this.oldest !== null && window < this.oldest) return;
    const slot = this.slot(window);
    this.forgetSums();
    for (const { counts } of this.series.values()) counts[slot] = 0;
    this.starts[slot] = window;
    this.newest = Math.max(window, this.newest ?? window);
    for (const [name, n] of fields) {
      const series = this.series.get(name) ?? this.begin(name, window);
      if (!series) continue;
      series.counts[slot] = n;
      series.newest = Math.max(series.newest, window);
    }
  }

  /** Null where others have been dropped that had events as late as this. */
  private begin(name: string, window: number): Series | null {
    const isDroppable = this.isDroppable(name);
    if (isDroppable && this.madeUp >= this.maxMadeUp) this.drop();
    if (isDroppable && window <= (this.droppedUpTo ?? Number.NEGATIVE_INFINITY)) return null;
    if (isDroppable) this.madeUp += 1;
    const missingUpTo = isDroppable ? this.droppedUpTo : null;
    const series = { counts: new Float64Array(this.length), newest: window, missingUpTo };
    this.series.set(name, series);
    return series;
  }

  private drop(): void {
    const oldestFirst = this.droppable().sort(([, a], [, b]) => a.newest - b.newest);
    const dropped = oldestFirst.slice(0, oldestFirst.length - this.maxMadeUp + DROPPED_AT_ONCE);
    for (const [name, { newest }] of dropped) {
      this.series.delete(name);
      this.droppedUpTo = Math.max(newest, this.droppedUpTo ?? newest);
    }
    this.madeUp = oldestFirst.length - dropped.length;
  }

  private droppable(): [string, Series][] {
    return [...this.series].filter(([name]) => this.isDroppable(name));
  }

  /** Only names of events are, which begin with their traffic and a bar: the rest are aggregates, or what rules ask for. */
  private isDroppable(name: string): boolean {
    return name[1] === '|' && !isKnownName(name.slice(2)) && !this.asked.has(name);
  }

  /** Sum of these series over the windows that begin in from ≤ window < to. */
  sum(names: readonly string[], from: number, to: number): number {
    const { oldest, newest } = this;
    if (oldest === null || newest === null) return 0;
    const sums = this.sums(names, oldest);
    const index = (time: number) => Math.min(this.length, Math.max(0, Math.ceil((time - oldest) / this.size)));
    return (sums[index(to)] as number) - (sums[index(from)] as number);
  }

  /**
   * Adds up these series over each `seconds` from `from` to `to` in which one of `present` has anything. Each span weighs 1,
   * or as much as `present` has, where `isRatio`.
   */
  statistics(
    [names, present, isRatio]: [names: readonly string[], present: readonly string[], isRatio: boolean],
    from: number,
    to: number,
    seconds: number,
  ): Sums {
    const found = noSums();
    const { oldest } = this;
    if (oldest === null) return found;
    const sums = this.sums(names, oldest);
    const there = this.sums(present, oldest);
    const step = seconds / this.size;
    const end = Math.min(this.length, Math.floor((to - oldest) / this.size));
    for (let at = Math.floor((from - oldest) / this.size); at + step <= end; at += step) {
      const size = at < 0 ? 0 : (there[at + step] as number) - (there[at] as number);
      if (size !== 0) addSpan(found, (sums[at + step] as number) - (sums[at] as number), isRatio ? size : 1);
    }
    return found;
  }

  /** Newest window up to `last`, included, in which one of the series has anything; null where none has. */
  newestWith(names: readonly string[], last: number): number | null {
    const { oldest } = this;
    if (oldest === null) return null;
    const sums = this.sums(names, oldest);
    for (let index = Math.min(this.length - 1, Math.floor((last - oldest) / this.size)); index >= 0; index -= 1)
      if (sums[index + 1] !== sums[index]) return oldest + index * this.size;
    return null;
  }

  /** Oldest window in which one of the series has anything; null where none has. */
  firstWith(names: readonly string[]): number | null {
    const key = names.join('\n');
    const known = this.firsts.get(key);
    if (known !== undefined) return known;
    const { oldest } = this;
    if (oldest === null) return null;
    const sums = this.sums(names, oldest);
    const index = sums.findIndex((sum) => sum > 0);
    const first = index < 1 ? null : oldest + (index - 1) * this.size;
    this.firsts.set(key, first);
    return first;
  }

  private forgetSums(): void {
    this.cache.clear();
    this.firsts.clear();
  }

  /** Sums of all windows before each, oldest first: a sum over any span is one subtraction then. */
  private sums(names: readonly string[], oldest: number): Float64Array {
    const key = names.join('\n');
    const known = this.cache.get(key);
    if (known) return known;
    const sums = new Float64Array(this.length + 1);
    const all = names.flatMap((name) => this.series.get(name)?.counts ?? []);
    for (let index = 0; index < this.length; index += 1) {
      const window = oldest + index * this.size;
      const slot = this.slot(window);
      let n = 0;
      if (this.starts[slot] === window) for (const counts of all) n += counts[slot] as number;
      sums[index + 1] = (sums[index] as number) + n;
    }
    this.cache.set(key, sums);
    return sums;
  }

  private slot(window: number): number {
    return (((window / this.size) % this.length) + this.length) % this.length;
  }
}
