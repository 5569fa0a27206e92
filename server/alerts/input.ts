import type { BurstMeasure, Measure, Quantity, Traffic } from '#contracts/rule';

/** What is measured of counts: an amount, or the ratio of two. */
export type CountedMeasure = Extract<Measure, { kind: 'value' | 'ratio' }>;

/** Events of one user, or views of one product, in one minute; `minute` is the minute's start in epoch seconds. */
export type KeyMinute = { key: string; minute: number; count: number };

/**
 * What rules are evaluated on: the aggregates that all servers share, as they stand at one second of event time.
 * Seconds are epoch seconds of event time.
 */
export type AlertInput = {
  /** The second that is judged: nothing after it is looked at. */
  second: number;
  /** 1: counts are known by second; 60: by whole minutes, as in a backtest over many hours. */
  stepSeconds: number;
  /** Newest second in which an event of these names (null: any) was counted; null when none is known. */
  newest(names: readonly string[] | null, traffic: Traffic): number | null;
  /**
   * How much of it there was from `fromSecond`, included, to `toSecond`, excluded; null where that isn't known. What is
   * more than two hours old is known by whole minutes: both ends are cut to theirs.
   */
  amount(quantity: Quantity, fromSecond: number, toSecond: number, traffic: Traffic): number | null;
  /** As much of it as is known, though it may not have been counted all the time. */
  atLeast(quantity: Quantity, fromSecond: number, toSecond: number, traffic: Traffic): number | null;
  /** What is usual of a measure, from the minutes that lie between; null while not all of them have been read. */
  byMinute(measure: CountedMeasure, fromSecond: number, toSecond: number, traffic: Traffic): MinuteStatistics | null;
  /** Records that the books show as lost or doubled; null while they are not known. */
  wrongRecords: number | null;
  /** The busiest users or products of the current and of the last minute. */
  busiest(measure: BurstMeasure, traffic: Traffic): KeyMinute[];
};

/**
 * How many minutes there are with any traffic (of a ratio, with anything to measure it to), and mean and standard deviation
 * of their values; of users, of the window that ends with each minute. Of a ratio each minute weighs as much as it is to:
 * one order that failed is no minute of 100 %. `size`: what a minute has on average, of a ratio what it is to.
 */
export type MinuteStatistics = { minutes: number; mean: number; deviation: number; size: number };
