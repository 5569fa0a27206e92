import type { Counts } from '#contracts/api';
import type { Span } from './chart-zoom.ts';

export const HOUR_SECONDS = 3_600;
/** Longer spans would have more points than the plot of a tablet has pixels for. */
const MOST_SECONDS = 180;

/** Events by category or by name. */
type ByName = Record<string, number>;

/** What was counted in the second from `at` (epoch seconds) on; `hourAgo` is real traffic in the second one hour before. */
export type Second = { at: number; real: ByName; simulated: ByName; hourAgo: ByName };

/** Whether a span is short enough to be shown second by second. */
export const isShort = ({ from, to }: Span) => to - from <= MOST_SECONDS;

/** Every second of a span, those without events too, from the answers of GET /api/counts for it. Pure. */
export function secondsOf(
  { from, to }: Span,
  answers: Record<'real' | 'simulated' | 'hourAgo', Pick<Counts, 'series'>>,
): Second[] {
  const seconds = Array.from(
    { length: to - from },
    (_, index): Second => ({ at: from + index, real: {}, simulated: {}, hourAgo: {} }),
  );
  for (const part of ['real', 'simulated', 'hourAgo'] as const) {
    const start = part === 'hourAgo' ? from - HOUR_SECONDS : from;
    for (const { name, points } of answers[part].series) {
      for (const [at, count] of points) {
        const second = seconds[Date.parse(at) / 1_000 - start];
        if (second) second[part][name] = count;
      }
    }
  }
  return seconds;
}
