import type { FocusSeries } from '#contracts/focus';
import type { Bucket, HourAgo } from '#contracts/socket';
import type { FigureId } from './breach.ts';

/** What a tile's line draws: values of buckets from these starts (epoch seconds) on, and of real traffic one hour before. */
export type LineValues = { starts: number[]; values: (number | null)[]; compare: (number | null)[] };

const MINUTE = 60;

/** The line of a figure in the tile's own unit, so that what is pointed at reads as the tile does. `size`: seconds a bucket. */
export function tileLine(closed: Bucket[], figure: FigureId, size: number): LineValues {
  const of = VALUES[figure];
  return {
    starts: closed.map(({ at }) => at),
    values: closed.map((bucket) => of({ ...bucket, events: eventsOf(bucket) }, size)),
    compare: closed.map(({ hourAgo }) => hourAgo && of(hourAgo, size)),
  };
}

const VALUES: Record<FigureId, (of: HourAgo, size: number) => number | null> = {
  events: ({ events }, size) => events / size,
  users: ({ users }) => users,
  orders: ({ orders }, size) => (orders * MINUTE) / size,
  revenue: ({ revenue }, size) => (revenue * MINUTE) / size,
  conversion: ({ orders, views }) => (views > 0 ? orders / views : null),
};

const eventsOf = ({ byCategory, simulated }: Bucket) => byCategory.reduce((sum, n) => sum + n, simulated);

/** The same of a focus. */
export function focusLine({ points, per, seconds }: FocusSeries): LineValues {
  const closed = points.slice(0, -1);
  return {
    starts: closed.map(({ at }) => at),
    values: closed.map(({ real, simulated }) => ((real + simulated) * per) / seconds),
    compare: closed.map(({ hourAgo }) => (hourAgo > 0 ? (hourAgo * per) / seconds : null)),
  };
}
