import type { Traffic } from '#contracts/alert';

/** Events of one user in one minute; `minute` is the minute's start in epoch seconds. */
export type UserMinute = { user: string; minute: number; count: number };

/**
 * What rules are evaluated on: one moment of the aggregates that all servers share.
 * Seconds are epoch seconds of event time.
 */
export type AlertInput = {
  nowMs: number;
  /**
   * Age of the oldest record not yet counted, 0 when all are. While the server is behind, silence can't be told from
   * lag, so no-data rules wait.
   */
  behindMs: number;
  /** Newest second in which an event was counted, however long ago; null when there never was one. */
  watermark(traffic: Traffic): number | null;
  /** Events of these names (null: all) in the seconds from `fromSecond`, included, to `toSecond`, excluded. */
  sum(names: readonly string[] | null, fromSecond: number, toSecond: number, traffic: Traffic): number;
  /** Records that the books show as lost or doubled; null while they are not known. */
  wrongRecords: number | null;
  /** The busiest users (50 are plenty) of the current and of the last minute. */
  topUsers(traffic: Traffic): UserMinute[];
};

/** The second that evaluation at this moment is for: the last one that is over. */
export function evaluationSecond(nowMs: number): number {
  return Math.floor(nowMs / 1_000) - 1;
}
