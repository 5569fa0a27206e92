import type { FocusSeries } from '#contracts/focus';
import type { Bucket, HourAgo } from '#contracts/socket';
import type { FigureId } from './breach.ts';

/** What a tile's line draws: values of buckets from these starts (epoch seconds) on, and of real traffic one hour before. */
export type LineValues = { starts: number[]; values: (number | null)[]; compare: (number | null)[] };

const MINUTE = 60;

/** Each figure's line in its tile's own unit, so that what is pointed at reads as the tile does. `size`: seconds a bucket. */
export function tileLines(closed: Bucket[], size: number): Record<FigureId, LineValues> {
  const line = (figure: FigureId) => lineOf(closed, VALUES[figure], size);
  return {
    events: line('events'),
    users: line('users'),
    orders: line('orders'),
    revenue: line('revenue'),
    conversion: line('conversion'),
  };
}

type ValueOf = (of: HourAgo, size: number) => number | null;

function lineOf(closed: Bucket[], of: ValueOf, size: number): LineValues {
  return {
    starts: closed.map(({ at }) => at),
    values: closed.map((bucket) => of({ ...bucket, events: eventsOf(bucket) }, size)),
    compare: closed.map(({ hourAgo }) => hourAgo && of(hourAgo, size)),
  };
}

const VALUES: Record<FigureId, ValueOf> = {
  events: ({ events }, size) => events / size,
  users: ({ users }) => users,
  orders: ({ orders }, size) => (orders * MINUTE) / size,
  revenue: ({ revenue }, size) => (revenue * MINUTE) / size,
  conversion: ({ orders, views }) => (views > 0 ? orders / views : null),
};

const eventsOf = ({ byCategory, simulated }: Bucket) => byCategory.reduce((sum, n) => sum + n, simulated);

/** The same of a product's orders, and of their share of its views; of an hour before they are not sent by point. */
export function productLines({
  points,
  seconds,
  orders,
}: FocusSeries): Pick<ReturnType<typeof tileLines>, 'orders' | 'conversion'> {
  const closed = points.slice(0, -1);
  const starts = closed.map(({ at }) => at);
  const compare = closed.map(() => null);
  const ordersAt = (index: number) => orders?.points[index] ?? 0;
  const views = closed.map(({ real, simulated }) => real + simulated);
  return {
    orders: { starts, compare, values: closed.map((_, index) => (ordersAt(index) * MINUTE) / seconds) },
    conversion: { starts, compare, values: views.map((count, index) => (count > 0 ? ordersAt(index) / count : null)) },
  };
}

/** The same of a focus' users; those of an hour before are not sent by point. */
export function userLine({ points, users }: FocusSeries): LineValues {
  const closed = points.slice(0, -1);
  return {
    starts: closed.map(({ at }) => at),
    values: closed.map((_, index) => users?.points[index] ?? 0),
    compare: closed.map(() => null),
  };
}

/** The same of a focus. */
export function focusLine({ points, per, seconds }: FocusSeries): LineValues {
  const closed = points.slice(0, -1);
  return {
    starts: closed.map(({ at }) => at),
    values: closed.map(({ real, simulated }) => ((real + simulated) * per) / seconds),
    compare: closed.map(({ hourAgo }) => (hourAgo > 0 ? (hourAgo * per) / seconds : null)),
  };
}
