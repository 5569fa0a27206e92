import { CATEGORIES } from '#contracts/categories';
import {
  type Focus,
  type FocusOrders,
  type FocusPoint,
  type FocusSeries,
  type FocusUsers,
  isByMinute,
} from '#contracts/focus';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Range, Split } from '#contracts/socket';
import type { UserSeries } from '#server/consume/fold';
import type { DistinctUsers } from './distinct-users.ts';
import { type Minutes, minuteOf } from './minutes.ts';
import { pageUsers } from './page-users.ts';
import type { Windows } from './windows.ts';

const HOUR = 3_600;
const MINUTE = 60;
/** The rate of a tile is the mean of this many full seconds. */
const RATE_SECONDS = 10;

type Sources = {
  windows: Pick<Windows, 'at' | 'has'>;
  minutes: Pick<Minutes, 'labelled'>;
  users: Pick<DistinctUsers, 'activeOf'>;
};

/** Everything about one focus over a range that ends in the second `now`: at most 120 points, the last one unfinished. */
export function focusSeries(sources: Sources, range: Range, focus: Focus, now: number): FocusSeries {
  const byMinute = isByMinute(focus);
  const { length, bucket } = RANGE_SECONDS[range];
  const seconds = byMinute ? Math.max(MINUTE, bucket) : bucket;
  const last = now - (now % seconds);
  // By minute the first one counts as well that the range only touches, as in the top lists.
  const count = length / seconds + (byMinute ? 1 : 0);
  const countIn = (from: number, to: number) => sum(sources, focus, from, to);
  const points = Array.from({ length: count }, (_, index): FocusPoint => {
    const at = last - seconds * (count - 1 - index);
    return { at, ...countIn(at, at + seconds), hourAgo: countIn(at - HOUR, at - HOUR + seconds).real };
  });
  // The tile shows what is complete: the last full minute, or the mean of the last full seconds.
  const rateTo = byMinute ? minuteOf(now) : now - 1;
  const rateSeconds = byMinute ? MINUTE : RATE_SECONDS;
  const per = byMinute ? MINUTE : 1;
  const rate = (to: number) => scale(countIn(to - rateSeconds, to), per / rateSeconds);
  const knows = sources.windows.has(rateTo - HOUR - MINUTE, rateTo - HOUR);
  const ofUsers = pageUsers(focus);
  const users = ofUsers && usersOf(sources, ofUsers, points, rateTo, knows);
  return {
    focus,
    range,
    seconds,
    per,
    points,
    now: rate(rateTo),
    hourAgo: knows ? rate(rateTo - HOUR) : null,
    ...(users && { users }),
    ...(focus.by === 'product' && { orders: ordersOf(sources, focus.value, { points, seconds }, rateTo, knows) }),
  };
}

/** The users of the focus; null while they are not known. */
function usersOf(
  { users }: Sources,
  series: UserSeries,
  points: FocusPoint[],
  to: number,
  knows: boolean,
): FocusUsers | null {
  const now = users.activeOf(series, to);
  const before = users.activeOf(series, to - HOUR);
  if (!now) return null;
  return {
    now: { real: now.r, simulated: now.s },
    hourAgo: knows && before ? { real: before.r, simulated: before.s } : null,
    points: points.map(({ at }) => {
      const then = users.activeOf(series, at);
      return then ? then.r + then.s : 0;
    }),
  };
}

/** The orders of a product whose views these points are, each of so many seconds. `to`: the end of the last full minute. */
function ordersOf(
  { minutes }: Sources,
  product: string,
  { points, seconds }: Pick<FocusSeries, 'points' | 'seconds'>,
  to: number,
  knows: boolean,
): FocusOrders {
  const orders = (from: number, until: number) => sumMinutes(minutes, 'product', product, from, until, 'o');
  const now = points.map(({ at }) => orders(at, at + seconds));
  const before = points.map(({ at }) => orders(at - HOUR, at - HOUR + seconds).real);
  const viewsBefore = points.map(({ hourAgo }) => hourAgo);
  return {
    points: now.map(bothOf),
    now: orders(to - MINUTE, to),
    hourAgo: knows ? orders(to - HOUR - MINUTE, to - HOUR) : null,
    conversion: {
      now: { all: share(now.map(bothOf), points.map(bothOf)), real: share(now.map(realOf), points.map(realOf)) },
      hourAgo: share(before, viewsBefore),
    },
  };
}

const bothOf = ({ real, simulated }: Split) => real + simulated;
const realOf = ({ real }: Split) => real;
const total = (of: number[]) => of.reduce((sum, n) => sum + n, 0);
/** null where there is nothing that it could be of. */
const share = (part: number[], whole: number[]) => (total(whole) === 0 ? null : total(part) / total(whole));

type List = 'product' | 'search';

function sumMinutes(minutes: Sources['minutes'], list: List, label: string, from: number, to: number, of: 'v' | 'o') {
  const split = { real: 0, simulated: 0 };
  for (let minute = from; minute < to; minute += MINUTE) {
    const { r, s } = minutes.labelled(list, label, minute, of);
    split.real += r;
    split.simulated += s;
  }
  return split;
}

function sum({ windows, minutes }: Sources, { by, value }: Focus, from: number, to: number): Split {
  if (by === 'product' || by === 'search') return sumMinutes(minutes, by, value, from, to, 'v');
  const split = { real: 0, simulated: 0 };
  const category = by === 'category' ? CATEGORIES.indexOf(value) : -1;
  for (let second = from; second < to; second += 1) {
    const totals = windows.at(second);
    if (!totals) continue;
    split.real += (by === 'category' ? totals.byCategory.r[category] : totals.names.r.get(value)) ?? 0;
    split.simulated += (by === 'category' ? totals.byCategory.s[category] : totals.names.s.get(value)) ?? 0;
  }
  return split;
}

const scale = ({ real, simulated }: Split, by: number): Split => ({ real: real * by, simulated: simulated * by });
