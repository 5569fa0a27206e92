import type { Category } from './categories.ts';

export const SEVERITIES = ['critical', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Traffic = 'real' | 'simulated';

export const QUANTITIES = ['events', 'revenue', 'users'] as const;

/**
 * What is counted: events, revenue (units of the currency) or distinct users (an estimate), of these names, or of this
 * category; of all where both are null. Revenue is what the events' `revenue` adds up to, or else their `total`; of all
 * it is that of completed orders, as refunds and checkouts have a revenue too. `where`: only those of which each of these
 * properties holds. What has a filter, revenue of anything but orders, and users of anything but all events in minutes up to
 * an hour, are counted from the moment on at which a rule asks for it.
 */
export type Quantity = {
  of: (typeof QUANTITIES)[number];
  names: string[] | null;
  category: Category | null;
  where?: readonly PropertyFilter[];
};

const ORDERS = ['Order Completed'];

/** Whether it is revenue of completed orders, which is kept whatever rules ask for. */
export const isOrderRevenue = ({ of, names, category }: Quantity): boolean =>
  of === 'revenue' && category === null && (names === null || (names.length === 1 && names[0] === ORDERS[0]));

/** The names of the events that it is of; null where any can be, of its category if it has one. */
export const eventNamesOf = (quantity: Quantity): string[] | null =>
  isOrderRevenue(quantity) ? ORDERS : quantity.names;

/** Holds where the property that `path` leads to, by dots, reads as `value`. */
export type PropertyFilter = { path: string; value: string };

/** What a rule measures, over the last `windowSeconds` of event time. */
export type Measure =
  | { kind: 'value'; quantity: Quantity; windowSeconds: number }
  /** Not judged while the denominator is below `minDenominator`, and never where it is 0. */
  | { kind: 'ratio'; numerator: Quantity; denominator: Quantity; windowSeconds: number; minDenominator: number }
  /** Seconds since the newest event of these names (null: any). */
  | { kind: 'noData'; names: string[] | null }
  /**
   * Of the busiest users or products, each by itself, in one minute by the clock: all events of a user and views of a
   * product, or events of `quantity`, which are counted from the moment on at which a rule asks for them.
   */
  | { kind: 'perUser'; windowSeconds: 60; quantity?: Quantity }
  | { kind: 'perProduct'; windowSeconds: 60; quantity?: Quantity }
  /** Records that the books show as lost or doubled. */
  | { kind: 'books' };

/** What is measured of each user or product by itself. */
export type BurstMeasure = Extract<Measure, { kind: 'perUser' | 'perProduct' }>;

export const isBurst = (measure: Measure): measure is BurstMeasure =>
  measure.kind === 'perUser' || measure.kind === 'perProduct';

/** What of it is counted: one quantity, or the two of a ratio; nothing where it has none. */
export function quantitiesOf(measure: Measure): Quantity[] {
  if (measure.kind === 'value') return [measure.quantity];
  return measure.kind === 'ratio' ? [measure.numerator, measure.denominator] : [];
}

export const MEASURE_KINDS = ['value', 'ratio', 'noData', 'perUser', 'perProduct', 'books'] as const;

/**
 * What the measured value is compared with; all but `number` are for values and ratios alone.
 * number: the limit itself · yesterday, lastWeek: `limit` times the same span then, if that was `minPast` or more ·
 * mean: `limit` times the mean of the `baselineSeconds` before the window · spread: that mean, plus or minus `limit` times
 * the standard deviation. Means are by minute, of the minutes that had any traffic: `minMinutes` of them at least, and
 * `minPast` a window at least. Of a ratio, `minPast` is of the denominator, and a minute weighs as much as it has of that.
 */
export type Compare =
  | { to: 'number' }
  | { to: 'yesterday' | 'lastWeek'; minPast: number }
  | { to: 'mean' | 'spread'; minPast: number; baselineSeconds: number; minMinutes: number };

export const COMPARISONS = ['number', 'yesterday', 'lastWeek', 'mean', 'spread'] as const;
export const DIRECTIONS = ['above', 'below'] as const;

/** What a window without any event means: a state of its own, leave alerts as they are, or the value 0. */
export const MISSING = ['noData', 'keep', 'zero'] as const;

/**
 * An alert rule. It is breached while the measured value is above (or below) what it is compared with (noData: while
 * nothing came for `limit` seconds); pending until that has held for `forSeconds`. `traffic` says which traffic it looks
 * at: each kind is evaluated on its own.
 */
export type Rule = {
  id: string;
  /** 1 when made, one more with each edit. */
  version: number;
  /** Off: not evaluated, and what it had opened ends. */
  enabled: boolean;
  name: string;
  severity: Severity;
  /** What whoever is called should know, and where the steps are written. */
  note: string | null;
  runbookUrl: string | null;
  measure: Measure;
  compare: Compare;
  direction: (typeof DIRECTIONS)[number];
  limit: number;
  forSeconds: number;
  resolveAfterSeconds: number;
  missing: (typeof MISSING)[number];
  /** Ids of the channels that are told; null: all. */
  channels: string[] | null;
  /** Told again so often while it fires and nobody has it; 0: once, null: as each channel does. */
  repeatMinutes: number | null;
  /** How many of the events that it fires for go along to webhooks, so that they can act on them. */
  maxEvents: number;
  traffic: readonly Traffic[];
};
