import type { Alert, AlertEntry } from '#contracts/alert';
import type { Hop, HopId, Pipeline } from '#contracts/pipeline';
import type { Bucket, FeedEvent, Figure, Snapshot, Tick } from '#contracts/socket';

/** Messages of the live socket as a server would send them, for tests that change what matters to them. */

export const START_SECONDS = 1_800_000_000;
export const split = (real: number) => ({ real, simulated: 0 });
const figure: Figure = { now: split(1), hourAgo: null };
const figures = {
  events: figure,
  users: figure,
  orders: figure,
  revenue: figure,
  conversion: { now: { all: null, real: null }, hourAgo: null },
};

export function bucket(at: number, simulated = 0): Bucket {
  return {
    at,
    byCategory: [],
    simulated,
    hourAgo: null,
    orders: 0,
    revenue: 0,
    views: 0,
    users: 0,
    simulatedByCategory: [],
  };
}

export const freshness = (seconds: number) => ({ serverTime: seconds * 1000, watermark: null, behindMs: 0 });

const HOPS = ['collector', 'kafka', 'relay', 'redis', 'server', 'browser'] as const;
const NO_BOOKS = {
  relayed: 0,
  toCome: 0,
  counted: 0,
  duplicates: 0,
  rejected: 0,
  late: 0,
  future: 0,
  pending: 0,
  unread: 0,
  rejectsWaiting: 0,
  gaps: 0,
  lost: 0,
  doubled: 0,
};

/** A way that is well, but for these hops. */
export function pipeline(states: Partial<Record<HopId, Hop['state']>> = {}): Pipeline {
  const idle = { rate: 0, lag: 0, p50Ms: null, p99Ms: null, lastError: null, members: 1 };
  return {
    at: new Date(START_SECONDS * 1_000).toISOString(),
    topic: 'events',
    epoch: 1,
    hops: HOPS.map((id) => ({ ...idle, id, state: states[id] ?? 'ok' })),
    processes: [],
    partitions: [],
    behind: [],
    books: { ...NO_BOOKS, balanced: true },
  };
}

export function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    seq: 10,
    range: '1m',
    freshness: freshness(START_SECONDS),
    total: split(5),
    figures,
    buckets: [],
    panels: { funnel: [], products: [], searches: [] },
    alerts: [],
    simulations: [],
    silences: [],
    pipeline: null,
    focus: null,
    feed: [],
    settings: { currency: 'KRW', timeZone: 'Asia/Seoul', projectName: 'demo.shop' },
    ...changes,
  };
}

export function tick(changes: Partial<Tick> = {}): Tick {
  return {
    seq: 11,
    range: '1m',
    freshness: freshness(START_SECONDS),
    total: split(6),
    figures,
    buckets: [],
    ...changes,
  };
}

export function entry(state: Alert['state'], at: string): AlertEntry {
  return { kind: 'state', state, at, value: 1, threshold: 1, by: null, note: null };
}

export function alert(id: string, state: Alert['state'], pendingAt: string): Alert {
  const timeline: AlertEntry[] = [entry(state, pendingAt)];
  return {
    id,
    ruleId: 'rule',
    ruleName: 'Rule',
    note: null,
    runbookUrl: null,
    severity: 'warning',
    measure: {
      kind: 'ratio',
      numerator: { of: 'events', names: ['Payment Failed'], category: null },
      denominator: { of: 'events', names: null, category: null },
      windowSeconds: 60,
      minDenominator: 0,
    },
    compare: { to: 'number' },
    direction: 'above',
    channels: null,
    repeatMinutes: null,
    maxEvents: 0,
    key: null,
    traffic: 'real',
    notify: true,
    state,
    value: 1,
    peak: 1,
    peakThreshold: 1,
    threshold: 1,
    pendingAt,
    firingAt: null,
    acknowledgedAt: null,
    resolvedAt: null,
    timeline,
  };
}

export const event = (id: number): FeedEvent => ({
  id: String(id),
  at: id,
  name: 'Product Viewed',
  category: 'browse',
  simulated: false,
  detail: '',
  failed: false,
});
