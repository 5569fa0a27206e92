import type { Alert } from '#contracts/alert';
import type { FocusSeries } from '#contracts/focus';
import type { Pipeline } from '#contracts/pipeline';
import type { Silence } from '#contracts/silence';
import type { Simulation } from '#contracts/simulation';
import type { Bucket, Freshness, Range } from '#contracts/socket';
import type { Lateness } from './lateness.ts';
import type { LiveQuestion } from './live-address.ts';
import type { LiveData } from './live-state.ts';

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

/**
 * What components read: `range` and `focus` are what was asked for, `data` what came. `data` and what the chart shows hold still
 * while paused; alerts, silences, simulations, the pipeline and its freshness never do.
 */
export type LiveView = LiveQuestion & {
  data: LiveData | null;
  /** As `data.buckets`, but replaced at most once a second, and so are the others of the chart. */
  chartBuckets: Bucket[];
  chartRange: Range;
  /** Newest second counted, epoch ms. */
  chartWatermark: number | null;
  /** The focus' series that belongs to them. */
  chartFocus: FocusSeries | null;
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
  chartBuckets: [],
  chartRange: question.range,
  chartWatermark: null,
  chartFocus: null,
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
