import type { Counts } from '#contracts/api';
import type { CATEGORIES } from '#contracts/categories';

/** One name of each category; partition p carries category p alone, so a page's chart shows each partition apart. */
export const NAMES = [
  'Order Completed',
  'Product Added',
  'Products Searched',
  'Email Opened',
  'Product Viewed',
  'Legacy Ping',
] as const satisfies Record<number, string> & { length: (typeof CATEGORIES)['length'] };

export type Expected = {
  records: number;
  counted: number;
  duplicates: number;
  late: number;
  future: number;
  malformed: Set<string>;
};

/** What the pipeline has to show of what Kafka acknowledged. */
export class Ledger {
  readonly expected: Expected = { records: 0, counted: 0, duplicates: 0, late: 0, future: 0, malformed: new Set() };
  private readonly cells = new Map<string, number>();
  /** Events made by partition and second, acknowledged or not. */
  private readonly made = NAMES.map(() => new Map<number, number>());

  addCounted(partition: number, second: number): void {
    const cell = cellOf(second, NAMES[partition] as string);
    this.cells.set(cell, (this.cells.get(cell) ?? 0) + 1);
    this.made[partition]?.set(second, (this.made[partition]?.get(second) ?? 0) + 1);
    this.expected.counted += 1;
  }

  /** By partition: events made so far for this second and later ones. */
  madeSince(second: number): number[] {
    return this.made.map((seconds) => {
      let sum = 0;
      for (const [at, count] of seconds) if (at >= second) sum += count;
      return sum;
    });
  }

  /** Sums of what is missing and of what is too much, over all cells, and the cells in which it is. */
  compare(counts: Counts): { lost: number; doubled: number; cells: string[] } {
    const found = new Map<string, number>();
    for (const { name, points } of counts.series)
      for (const [at, count] of points) found.set(cellOf(Date.parse(at) / 1_000, name), count);
    const result = { lost: 0, doubled: 0, cells: [] as string[] };
    for (const cell of new Set([...this.cells.keys(), ...found.keys()])) {
      const difference = (found.get(cell) ?? 0) - (this.cells.get(cell) ?? 0);
      if (difference === 0) continue;
      if (difference < 0) result.lost -= difference;
      else result.doubled += difference;
      result.cells.push(`${cell}: ${difference > 0 ? '+' : ''}${difference}`);
    }
    return result;
  }
}

const cellOf = (second: number, name: string) => `${new Date(second * 1_000).toISOString()} ${name}`;
