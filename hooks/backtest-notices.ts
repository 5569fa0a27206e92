import type { WouldHaveFired } from '#contracts/backtest';
import { MIN_REPEAT_MINUTES } from '#contracts/rule-limits';

const MINUTE = 60;

/**
 * How many notices a channel would have got: that it fires, again while nobody has it, and that it is over. `isLeast`:
 * the channel's own setting may repeat it.
 */
export function noticesOf(
  { from, until }: WouldHaveFired,
  to: number,
  repeatMinutes: number | null,
): { count: number; isLeast: boolean } {
  const seconds = (until ?? to) - from;
  const repeats = repeatMinutes ? Math.max(0, Math.ceil(seconds / (repeatMinutes * MINUTE)) - 1) : 0;
  const isLeast = repeatMinutes === null && seconds > MIN_REPEAT_MINUTES * MINUTE;
  return { count: 1 + repeats + (until === null ? 0 : 1), isLeast };
}
