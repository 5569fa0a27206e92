import { isBySecond } from './distinct-users.ts';
import type { RuleSources } from './rule-input.ts';
import type { UserSpan } from './rule-series.ts';
import type { Kind } from './totals.ts';

const MINUTE = 60;

/**
 * Users of a span up to a second, excluded. Of a minute that has begun there may be those of a second only: the fuller of
 * it and the last one counts, until it is over.
 */
export function usersUpTo(sources: RuleSources, span: UserSpan, to: number, kind: Kind): number | null {
  const now = usersOf(sources, span, to - 1, kind);
  if (now === null || isBySecond(span) || to % MINUTE === 0) return now;
  const before = usersOf(sources, span, cut(to) - 1, kind);
  return before === null ? null : Math.max(now, before);
}

/** Whether the users of all minutes that `usersUpTo` looks at were counted all the time. */
export function areWhole(sources: RuleSources, span: UserSpan, to: number): boolean {
  const from = (isBySecond(span) ? to : cut(to)) - span.seconds;
  return span.series === null || from >= sources.countedSince(span.series.id);
}

/**
 * What is written down of a minute may be missing: it is known from the first minute on in which there was anybody, up to
 * those that are read before long.
 */
function usersOf(sources: RuleSources, span: UserSpan, at: number, kind: Kind): number | null {
  const { minutes, minutesSince } = sources;
  const now = sources.users(span, at, kind);
  if (now !== null) return now;
  if (!sources.isCounted(span.name)) throw new Error('Its users are not counted: other rules have too many.');
  if (cut(at) < minutesSince) return null;
  const series = [`${kind}^${span.name}`];
  const first = minutes.firstWith(series);
  if (first === null || cut(at) < first) return null;
  const written = minutes.sum(series, cut(at), cut(at) + MINUTE);
  return written === 0 && sources.usersToCome(span, at) ? null : written;
}

const cut = (second: number) => Math.floor(second / MINUTE) * MINUTE;
