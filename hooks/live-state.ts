import type { Alert } from '#contracts/alert';
import { type FocusSeries, focusKey, isInFocus } from '#contracts/focus';
import type { Pipeline } from '#contracts/pipeline';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Bucket, FeedBatch, FeedEvent, Snapshot, Tick } from '#contracts/socket';

export const MAX_FEED_ROWS = 12;
/** Half a beat less than a second: batches come each 250 ms, give or take, and four of them are a second's. */
const FEED_WINDOW_MS = 875;
/** Resolved alerts kept in the browser; the server keeps all of them. */
const MAX_ALERTS = 100;
/** Events may be stamped this far ahead (FUTURE_LIMIT_SECONDS); their buckets wait here until their time comes. */
const AHEAD_SECONDS = 60;

/** Everything the page shows, as of one moment. */
export type LiveData = Snapshot & { feed: FeedEvent[]; batches: FeedBatchSize[] };

/** How many rows a batch of the feed had, and the server's time when it came. */
type FeedBatchSize = { at: number; rows: number };

/** `gap`: a tick is missing, so what is held can't be brought up to date without a new snapshot. */
export type LiveState = { data: LiveData | null; gap: boolean };

export type LiveAction =
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'tick'; tick: Tick }
  | { type: 'alert'; alert: Alert }
  | { type: 'pipeline'; pipeline: Pipeline }
  | { type: 'event'; batch: FeedBatch }
  | { type: 'focus'; series: FocusSeries };

export const EMPTY_STATE: LiveState = { data: null, gap: false };

/** Applies one message of the server. Pure; returns the same object when nothing changed. */
export function reduceLive(state: LiveState, action: LiveAction): LiveState {
  if (action.type === 'snapshot') return { data: fromSnapshot(state.data, action.snapshot), gap: false };
  const { data } = state;
  if (!data) return state;
  switch (action.type) {
    case 'tick':
      return applyTick(state, data, action.tick);
    case 'alert':
      return { ...state, data: { ...data, alerts: mergeAlert(data.alerts, action.alert) } };
    case 'pipeline':
      return { ...state, data: { ...data, pipeline: action.pipeline } };
    case 'event':
      return { ...state, data: { ...data, ...mergeFeed(data, action.batch) } };
    case 'focus':
      return isSameFocus(data, action.series) ? { ...state, data: { ...data, focus: action.series } } : state;
  }
}

function fromSnapshot(old: LiveData | null, snapshot: Snapshot): LiveData {
  // A transition pushed while the snapshot was under way is newer than the snapshot's copy of that alert.
  const alerts = snapshot.alerts.map((alert) =>
    newer(
      alert,
      old?.alerts.find((other) => other.id === alert.id),
    ),
  );
  const buckets = boundBuckets(snapshot.buckets, snapshot.range, snapshot.freshness.serverTime);
  return {
    ...snapshot,
    alerts: sortAlerts(alerts),
    buckets,
    pipeline: snapshot.pipeline ?? old?.pipeline ?? null,
    feed: keptFeed(old, snapshot),
    batches: old?.batches ?? [],
  };
}

/** What the feed shows stays as far as it can be told to be in the focus; rows don't say what product they are of. */
function keptFeed(old: LiveData | null, { focus, feed }: Snapshot): FeedEvent[] {
  const rows = old?.feed ?? [];
  if (!focus || (old && isSameFocus(old, focus))) return before(feed, rows);
  return before(
    feed,
    rows.filter((row) => isInFocus({ ...row, properties: {} }, focus.focus)),
  );
}

/** Newest first; a row of a batch may be in the snapshot before it as well. */
function before(newer: FeedEvent[], rows: FeedEvent[]): FeedEvent[] {
  const ids = new Set(newer.map(({ id }) => id));
  return [...newer, ...rows.filter(({ id }) => !ids.has(id))].slice(0, MAX_FEED_ROWS);
}

/** A series on its way while the browser asked for another one is not what it shows now. */
function isSameFocus({ focus, range }: LiveData, series: FocusSeries): boolean {
  return range === series.range && focus !== null && focusKey(focus.focus) === focusKey(series.focus);
}

function applyTick(state: LiveState, data: LiveData, tick: Tick): LiveState {
  if (tick.range !== data.range || tick.seq <= data.seq) return state;
  if (state.gap) return state;
  if (tick.seq !== data.seq + 1) return { data, gap: true };
  return {
    gap: false,
    data: {
      ...data,
      seq: tick.seq,
      freshness: tick.freshness,
      total: tick.total,
      figures: tick.figures,
      buckets: mergeBuckets(data.buckets, tick),
      panels: tick.panels ?? data.panels,
      simulations: tick.simulations ?? data.simulations,
      silences: tick.silences ?? data.silences,
    },
  };
}

function mergeBuckets(old: Bucket[], tick: Tick): Bucket[] {
  const byStart = new Map(old.map((bucket) => [bucket.at, bucket]));
  for (const bucket of tick.buckets) byStart.set(bucket.at, bucket);
  return boundBuckets([...byStart.values()], tick.range, tick.freshness.serverTime);
}

function boundBuckets(buckets: Bucket[], range: Snapshot['range'], serverTime: number): Bucket[] {
  const end = currentBucket(range, serverTime);
  const start = end - RANGE_SECONDS[range].length;
  return buckets.filter(({ at }) => at > start && at <= end + AHEAD_SECONDS).sort((a, b) => a.at - b.at);
}

/** Start, in epoch seconds, of the bucket that the server's clock is in. */
function currentBucket(range: Snapshot['range'], serverTime: number): number {
  const { bucket } = RANGE_SECONDS[range];
  return Math.floor(serverTime / 1000 / bucket) * bucket;
}

/** The buckets of the range up to now: at most as many as the chart has points. */
export function visibleBuckets(data: LiveData): Bucket[] {
  const end = currentBucket(data.range, data.freshness.serverTime);
  return data.buckets.filter(({ at }) => at <= end);
}

/** Of two copies of one alert the one whose timeline went further; else `a`. */
export function newer(a: Alert, b: Alert | undefined): Alert {
  return b && b.timeline.length > a.timeline.length ? b : a;
}

function mergeAlert(alerts: Alert[], alert: Alert): Alert[] {
  const known = alerts.find((other) => other.id === alert.id);
  return sortAlerts([newer(alert, known), ...alerts.filter((other) => other.id !== alert.id)]);
}

/** Open ones first, then the newest. */
function sortAlerts(alerts: Alert[]): Alert[] {
  const closed = (alert: Alert) => (alert.state === 'resolved' ? 1 : 0);
  const sorted = [...alerts].sort(
    (a, b) => closed(a) - closed(b) || b.pendingAt.localeCompare(a.pendingAt) || a.id.localeCompare(b.id),
  );
  return sorted.filter((alert, index) => index < MAX_ALERTS || !closed(alert));
}

/** A batch is in order of arrival; the feed shows the newest first. */
function mergeFeed(data: LiveData, { events }: FeedBatch): Pick<LiveData, 'feed' | 'batches'> {
  return {
    feed: before(events.toReversed(), data.feed),
    batches: [...lastBatches(data), { at: data.freshness.serverTime, rows: events.length }],
  };
}

function lastBatches({ batches, freshness }: LiveData): FeedBatchSize[] {
  return batches.filter(({ at }) => at > freshness.serverTime - FEED_WINDOW_MS);
}

/** Rows that the feed took in the last second. */
export function feedRowsPerSecond(data: LiveData): number {
  return lastBatches(data).reduce((sum, { rows }) => sum + rows, 0);
}
