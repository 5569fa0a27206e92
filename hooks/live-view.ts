import type { Alert } from '#contracts/alert';
import type { FocusSeries } from '#contracts/focus';
import type { Pipeline } from '#contracts/pipeline';
import type { Silence } from '#contracts/silence';
import type { Simulation } from '#contracts/simulation';
import type { Bucket, Freshness, Range } from '#contracts/socket';
import { type Lateness, latenessOf } from './lateness.ts';
import type { LiveQuestion } from './live-address.ts';
import { type LiveData, visibleBuckets } from './live-state.ts';

/**
 * How the page stands to the server. `dataAt` is the server's time of what is shown, `heardAt` when it came
 * by this computer's clock; a stale connection tells the number and time of its next try.
 */
export type Connection = {
  state: 'connecting' | 'live' | 'stale';
  dataAt: number | null;
  heardAt: number | null;
  attempt: number;
  nextTryAt: number | null;
  reason: string | null;
};

/** Buckets of a range, the series of a focus that belongs to them, and the newest second counted (epoch ms). */
export type ChartView = { buckets: Bucket[]; range: Range; focus: FocusSeries | null; watermark: number | null };

/**
 * What components read: `range` and `focus` are what was asked for, `data` what came. `data` and what the chart shows hold still
 * while paused; alerts, silences, simulations, the pipeline and its freshness never do.
 */
export type LiveView = LiveQuestion & {
  data: LiveData | null;
  /** What the chart shows of it; another one at most once a second. */
  chart: ChartView;
  alerts: Alert[];
  simulations: Simulation[];
  silences: Silence[];
  pipeline: Pipeline | null;
  /** How fresh the newest numbers are, held or not. */
  freshness: Freshness | null;
  connection: Connection;
  /** Why the numbers of a live connection are not those of now; null while they are. */
  late: Lateness | null;
  /** How many snapshots came: what was loaded by other ways before the last one may be old. */
  snapshots: number;
  /** Server's time at which the page was paused. */
  pausedAt: number | null;
  /** Events counted since then, which the page will show when it goes on. */
  waiting: number;
};

const CONNECTING: Connection = {
  state: 'connecting',
  dataAt: null,
  heardAt: null,
  attempt: 0,
  nextTryAt: null,
  reason: null,
};

/** Before anything came. */
export const firstView = (question: LiveQuestion): LiveView => ({
  ...question,
  data: null,
  chart: { buckets: [], range: question.range, focus: null, watermark: null },
  alerts: [],
  simulations: [],
  silences: [],
  pipeline: null,
  freshness: null,
  connection: CONNECTING,
  late: null,
  snapshots: 0,
  pausedAt: null,
  waiting: 0,
});

/** With numbers that came with the page, before its connection is up. */
export const viewWith = (question: LiveQuestion, data: LiveData): LiveView => ({
  ...firstView(question),
  ...shownOf(data),
  data,
  chart: chartOf(data),
  connection: { ...CONNECTING, dataAt: data.freshness.serverTime },
  late: lateOf(data),
});

/** What is shown of it whether the page is paused or not. */
export const shownOf = ({ alerts, simulations, silences, pipeline, freshness }: LiveData) => ({
  alerts,
  simulations,
  silences,
  pipeline,
  freshness,
});

/** What the chart shows of it. */
export const chartOf = (data: LiveData): ChartView => ({
  buckets: visibleBuckets(data),
  range: data.range,
  focus: data.focus,
  watermark: data.freshness.watermark,
});

export const lateOf = (data: LiveData): Lateness | null =>
  data.pipeline && countedIn(data) > 0 ? latenessOf(data.pipeline.hops, data.freshness) : null;

export const countedIn = ({ total }: LiveData): number => total.real + total.simulated;
