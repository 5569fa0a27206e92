/** Hours that a rule can be tried on: one hour by second, more by minute. */
export const BACKTEST_HOURS = [1, 6, 24, 168] as const;

/** A time that the rule would have fired. Seconds are epoch seconds; `until` null: it would still. Peaks are those of alerts. */
export type WouldHaveFired = {
  key: string | null;
  from: number;
  until: number | null;
  peak: number;
  peakThreshold: number;
};

/** Of a bucket the value furthest beyond what it is compared with, and that; null where nothing was known. */
export type BacktestPoint = { at: number; value: number | null; threshold: number | null };

/**
 * What a rule would have done from `from` to `to` (epoch seconds), judged each `stepSeconds`. `brief`: how often it was
 * beyond, but not for long enough. `oldest`: since when anything was counted; null when nothing was.
 * `isKnown` false: what it measures is not kept, so it can't be tried.
 */
export type Backtest = {
  isKnown: boolean;
  from: number;
  to: number;
  stepSeconds: 1 | 60;
  oldest: number | null;
  points: BacktestPoint[];
  fired: WouldHaveFired[];
  firedSeconds: number;
  brief: number;
  tookMs: number;
};
