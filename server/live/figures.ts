import { CATEGORIES, FUNNEL } from '#contracts/categories';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Bucket, Figure, Figures, HourAgo, Panels, Range, Split, TopRow } from '#contracts/socket';
import type { DistinctUsers } from './distinct-users.ts';
import type { Minutes } from './minutes.ts';
import type { Kind } from './totals.ts';
import type { Windows } from './windows.ts';

const HOUR = 3_600;
const ROWS = 8;
const ORDER = ['Order Completed'];

/** Computes what the live page shows from this process's copies of the shared counts. All times in epoch seconds. */
export class LiveFigures {
  constructor(
    private readonly windows: Pick<Windows, 'at' | 'has' | 'sum'>,
    private readonly minutes: Pick<Minutes, 'top'>,
    private readonly users: Pick<DistinctUsers, 'active'>,
  ) {}

  /** Starts of all buckets of a range, oldest first; the last one holds `now`. */
  bucketStarts(range: Range, now: number): number[] {
    const { length, bucket } = RANGE_SECONDS[range];
    const last = now - (now % bucket);
    return Array.from({ length: length / bucket }, (_, index) => last - length + bucket * (index + 1));
  }

  bucket(range: Range, at: number): Bucket {
    const size = RANGE_SECONDS[range].bucket;
    const users = this.users.active(at);
    const bucket: Bucket = {
      at,
      byCategory: CATEGORIES.map(() => 0),
      simulated: 0,
      simulatedByCategory: CATEGORIES.map(() => 0),
      hourAgo: this.hourAgo(at - HOUR, size),
      orders: 0,
      revenue: 0,
      views: 0,
      users: users.r + users.s,
    };
    for (let second = at; second < at + size; second += 1) {
      const totals = this.windows.at(second);
      if (!totals) continue;
      addTo(bucket.byCategory, totals.byCategory.r);
      addTo(bucket.simulatedByCategory, totals.byCategory.s);
      bucket.simulated += totals.total.s;
      bucket.revenue += (totals.revenue.r + totals.revenue.s) / 100;
      for (const kind of ['r', 's'] as const) {
        bucket.orders += totals.names[kind].get('Order Completed') ?? 0;
        bucket.views += totals.names[kind].get('Product Viewed') ?? 0;
      }
    }
    return bucket;
  }

  /** Real traffic of so many seconds from this one on, and its users; null where none is known. */
  private hourAgo(from: number, seconds: number): HourAgo | null {
    const to = from + seconds;
    const events = this.windows.sum(null, from, to, 'r');
    if (events === 0) return null;
    return {
      events,
      users: this.users.active(from).r,
      orders: this.windows.sum(ORDER, from, to, 'r'),
      revenue: this.revenue(from, to, 'r'),
      views: this.windows.sum(['Product Viewed'], from, to, 'r'),
    };
  }

  /** Of the seconds before `now`. */
  figures(range: Range, now: number): Figures {
    const { length } = RANGE_SECONDS[range];
    const rate = (to: number) => this.split((kind) => this.windows.sum(null, to - 10, to, kind) / 10);
    const orders = (to: number) => this.split((kind) => this.windows.sum(ORDER, to - 60, to, kind));
    const revenue = (to: number) => this.split((kind) => this.revenue(to - 60, to, kind));
    const users = (to: number) => {
      const { r, s } = this.users.active(to);
      return { real: r, simulated: s };
    };
    const conversion = (to: number) => ({
      all: this.conversion(to - length, to, ['r', 's']),
      real: this.conversion(to - length, to, ['r']),
    });
    return {
      events: this.figure(rate, now),
      users: this.figure(users, now),
      orders: this.figure(orders, now),
      revenue: this.figure(revenue, now),
      conversion: { now: conversion(now), hourAgo: conversion(now - HOUR).real },
    };
  }

  /** Of the seconds before `now`, like the figures, so that a tile and a panel of the same events agree. */
  panels(range: Range, now: number): Panels {
    const from = now - RANGE_SECONDS[range].length;
    const real = (name: string, ago = 0) => this.windows.sum([name], from - ago, now - ago, 'r');
    const simulated = (name: string) => this.windows.sum([name], from, now, 's');
    const isKnown = this.windows.has(from - HOUR, now - HOUR);
    const isReal = FUNNEL.every((name) => simulated(name) === 0);
    return {
      funnel: FUNNEL.map((name) => ({
        name,
        count: real(name) + simulated(name),
        hourAgo: isKnown && isReal ? real(name, HOUR) : null,
      })),
      products: topRows(this.minutes.top('product', from, now)),
      searches: topRows(this.minutes.top('search', from, now)),
    };
  }

  private figure(of: (to: number) => Split, now: number): Figure {
    return { now: of(now), hourAgo: this.windows.has(now - HOUR - 60, now - HOUR) ? of(now - HOUR) : null };
  }

  private split(of: (kind: Kind) => number): Split {
    return { real: of('r'), simulated: of('s') };
  }

  private revenue(from: number, to: number, kind: Kind): number {
    let sum = 0;
    for (let second = from; second < to; second += 1) sum += this.windows.at(second)?.revenue[kind] ?? 0;
    return sum / 100;
  }

  private conversion(from: number, to: number, kinds: Kind[]): number | null {
    let orders = 0;
    let views = 0;
    for (const kind of kinds) {
      orders += this.windows.sum(ORDER, from, to, kind);
      views += this.windows.sum(['Product Viewed'], from, to, kind);
    }
    return views === 0 ? null : orders / views;
  }
}

function addTo(sums: number[], values: number[]): void {
  for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0) + (values[i] ?? 0);
}

function topRows(sums: Map<string, number>): TopRow[] {
  const rows = new Map<string, TopRow>();
  for (const [field, n] of sums) {
    const name = field.slice(3);
    let row = rows.get(name);
    if (!row) {
      row = { name, count: 0, orders: 0, noResults: false };
      rows.set(name, row);
    }
    if (field[1] === 'v') row.count += n;
    else if (field[1] === 'o') row.orders += n;
    else row.noResults = true;
  }
  return [...rows.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)).slice(0, ROWS);
}
