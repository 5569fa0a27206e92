import type { Quantity, Traffic } from '#contracts/rule';

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
  /**
   * Of the minutes that lie between, those with any traffic: how many, and mean and standard deviation of a quantity; of
   * users, of those in the `windowSeconds` up to each minute's end. null while not all of them have been read.
   */
  byMinute(
    quantity: Quantity,
    fromSecond: number,
    toSecond: number,
    traffic: Traffic,
    windowSeconds: number,
  ): MinuteStatistics | null;
  /** Records that the books show as lost or doubled; null while they are not known. */
  wrongRecords: number | null;
  /** The busiest users or products of the current and of the last minute. */
  busiest(of: 'user' | 'product', traffic: Traffic): KeyMinute[];
};

export type MinuteStatistics = { minutes: number; mean: number; deviation: number };
