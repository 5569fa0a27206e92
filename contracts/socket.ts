import { z } from 'zod';
import type { Alert } from './alert.ts';
import type { Category } from './categories.ts';
import { FOCUS_BY, type FocusSeries, toFocus } from './focus.ts';
import type { Pipeline } from './pipeline.ts';
import { RANGES, type Range } from './ranges.ts';
import type { Silence } from './silence.ts';
import type { Simulation } from './simulation.ts';
import type { EventDetail, TailBatch, TailEvent, TailRequest, TailStart } from './tail.ts';

export type { Range };

/** Real and simulated parts of one figure. */
export type Split = { real: number; simulated: number };

/** A figure now, and over the same span one hour before (null where there was no data then). */
export type Figure = { now: Split; hourAgo: Split | null };

/**
 * The figures of the tiles. events: per second, mean of the last 10 full seconds · users: distinct in 5 min, estimated ·
 * orders: in the last minute · revenue: in the last minute, in units of the currency ·
 * conversion: orders / product views over the range, 0..1 (null without views); of real traffic alone one hour before.
 */
export type Figures = {
  events: Figure;
  users: Figure;
  orders: Figure;
  revenue: Figure;
  conversion: { now: { all: number | null; real: number | null }; hourAgo: number | null };
};

/** What a simulation added then is no measure for now. */
export type HourAgo = { events: number; users: number; orders: number; revenue: number; views: number };

/**
 * One bucket of the range's chart. `at` is the bucket's start in epoch seconds; counts are events in the bucket.
 * `byCategory` follows CATEGORIES' order and holds real traffic only; `hourAgo` is real traffic one hour before, null where
 * none is known.
 */
export type Bucket = {
  at: number;
  byCategory: number[];
  simulated: number;
  /** Simulated traffic, in the same order. */
  simulatedByCategory: number[];
  hourAgo: HourAgo | null;
  orders: number;
  revenue: number;
  views: number;
  users: number;
};

export type TopRow = { name: string; count: number; orders: number; noResults: boolean };
/** `hourAgo`: null too where simulated events are among those of now, which are compared with nothing. */
export type FunnelStep = { name: string; count: number; hourAgo: number | null };

/** Lists that change slowly; sent once a second. All traffic, over the range. */
export type Panels = { funnel: FunnelStep[]; products: TopRow[]; searches: TopRow[] };

/** How fresh the numbers are. `serverTime` and `watermark` (newest second counted): epoch ms. `behindMs`: age of the oldest record not yet counted, 0 when all are. */
export type Freshness = { serverTime: number; watermark: number | null; behindMs: number };

export type Snapshot = {
  seq: number;
  range: Range;
  freshness: Freshness;
  /** Events counted since the beginning, exact, real and simulated. */
  total: Split;
  figures: Figures;
  buckets: Bucket[];
  panels: Panels;
  alerts: Alert[];
  simulations: Simulation[];
  silences: Silence[];
  pipeline: Pipeline | null;
  /** Of the focus that was asked for. */
  focus: FocusSeries | null;
  /** The newest events, newest first, where the feed was asked for. */
  feed: FeedEvent[];
  settings: { currency: string; timeZone: string; projectName: string };
};

/** Follows the snapshot or tick numbered `seq - 1`; anything else is a gap, and the browser subscribes again. */
export type Tick = {
  seq: number;
  range: Range;
  freshness: Freshness;
  total: Split;
  figures: Figures;
  /** Buckets that changed since the tick before (late events reach old ones too). */
  buckets: Bucket[];
  panels?: Panels;
  simulations?: Simulation[];
  /** When they changed. */
  silences?: Silence[];
};

/** One row of the live feed. */
export type FeedEvent = {
  id: string;
  at: number;
  name: string;
  category: Category;
  simulated: boolean;
  detail: EventDetail;
  failed: boolean;
};

export type FeedBatch = { events: FeedEvent[]; omitted: number };

const FocusRequest = z.strictObject({ by: z.enum(FOCUS_BY), value: z.string() }).transform(({ by, value }, context) => {
  const focus = toFocus(by, value);
  if (!focus) {
    const message = `${by}:${value.slice(0, 100)} is nothing to filter by`;
    context.addIssue({ code: 'custom', path: ['value'], message });
  }
  return focus ?? z.NEVER;
});

/** `focus` filters the feed, and has its series sent once a second. */
export const SubscribeRequest = z.strictObject({
  range: z.enum(RANGES),
  feed: z.boolean(),
  focus: FocusRequest.optional(),
});
export type SubscribeRequest = z.infer<typeof SubscribeRequest>;

export type Ack<T> = (answer: { ok: true; data: T } | { ok: false; error: string }) => void;

export type ServerToClient = {
  tick: (tick: Tick) => void;
  alert: (alert: Alert) => void;
  pipeline: (pipeline: Pipeline) => void;
  event: (batch: FeedBatch) => void;
  focus: (series: FocusSeries) => void;
  tail: (batch: TailBatch) => void;
};

/**
 * `subscribe` answers with the full snapshot; it is also how a browser recovers from a gap. `tail` begins a tail of
 * events, in the place of the one before; null ends it. `openEvent` takes a row's id; null when the server has
 * forgotten it.
 */
export type ClientToServer = {
  subscribe: (request: SubscribeRequest, ack: Ack<Snapshot>) => void;
  unsubscribe: (ack: Ack<null>) => void;
  tail: (request: TailRequest | null, ack: Ack<TailStart>) => void;
  openEvent: (id: string, ack: Ack<TailEvent | null>) => void;
};
