/**
 * Counts of many series by windows of one size, the newest `length` of them, as flat arrays: rules ask for sums over
 * thousands of windows each second. Windows are named by their start in epoch seconds.
 */
export class Rings {
  private readonly starts: Float64Array;
  private readonly series = new Map<string, Float64Array>();
  private readonly cache = new Map<string, Float64Array>();
  private readonly firsts = new Map<string, number | null>();
  /** Start of the newest window; null while there is none. */
  newest: number | null = null;

  constructor(
    readonly size: number,
    private readonly length: number,
  ) {
    this.starts = new Float64Array(length).fill(Number.NaN);
  }

  clear(): void {
    this.starts.fill(Number.NaN);
    this.series.clear();
    this.forgetSums();
    this.newest = null;
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
    for (const counts of this.series.values()) counts[slot] = 0;
    this.starts[slot] = window;
    this.newest = Math.max(window, this.newest ?? window);
    for (const [name, n] of fields) {
      let counts = this.series.get(name);
      if (!counts) {
        counts = new Float64Array(this.length);
        this.series.set(name, counts);
      }
      counts[slot] = n;
    }
  }

  /** Sum of these series over the windows that begin in from ≤ window < to. */
  sum(names: readonly string[], from: number, to: number): number {
    const { oldest, newest } = this;
    if (oldest === null || newest === null) return 0;
    const sums = this.sums(names, oldest);
    const index = (time: number) => Math.min(this.length, Math.max(0, Math.ceil((time - oldest) / this.size)));
    return (sums[index(to)] as number) - (sums[index(from)] as number);
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
    const all = names.flatMap((name) => this.series.get(name) ?? []);
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
