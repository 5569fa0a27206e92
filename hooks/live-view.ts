import type { Alert } from '#contracts/alert';
import type { Pipeline } from '#contracts/pipeline';
import type { Simulation } from '#contracts/simulation';
import type { Bucket, Range } from '#contracts/socket';
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

/** What components read. `data` and `chartBuckets` hold still while paused; alerts, simulations and the pipeline never do. */
export type LiveView = {
  data: LiveData | null;
  /** As `data.buckets`, but replaced at most once a second. */
  chartBuckets: Bucket[];
  alerts: Alert[];
  simulations: Simulation[];
  pipeline: Pipeline | null;
  connection: Connection;
  range: Range;
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

export const FIRST_VIEW: LiveView = {
  data: null,
  chartBuckets: [],
  alerts: [],
  simulations: [],
  pipeline: null,
  connection: CONNECTING,
  range: '15m',
  snapshots: 0,
  pausedAt: null,
  waiting: 0,
};
