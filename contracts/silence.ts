import type { Alert } from './alert.ts';
import type { Severity } from './rule.ts';
import { dayAt } from './zoned-time.ts';

/** As `Date` counts them: Sunday is 0. */
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Which alerts: those for which everything holds that is not null; at least one thing is given. */
export type Matcher = { ruleId: string | null; severity: Severity | null; key: string | null };

/**
 * When: once, between two instants (ISO 8601 UTC, the second one excluded), or each week on these days from `start`
 * ("22:00", by the clock of TIME_ZONE) for so many minutes, over midnight too.
 */
export type When =
  | { kind: 'once'; from: string; to: string }
  | { kind: 'weekly'; weekdays: Weekday[]; start: string; minutes: number };

/** While it holds, channels are told nothing of the alerts that it is of. */
export type Silence = {
  id: string;
  /** 1 when made, 2 once it was ended early. */
  version: number;
  note: string | null;
  by: string | null;
  matcher: Matcher;
  when: When;
  createdAt: string;
};

export const MAX_SILENCE_MINUTES = 1_440;
export const MAX_SILENCE_DAYS = 366;

type Matched = Pick<Alert, 'ruleId' | 'severity' | 'key'>;

/** Whether a silence of this matcher is of this alert. */
export function matches({ ruleId, severity, key }: Matcher, alert: Matched): boolean {
  return (
    (ruleId === null || ruleId === alert.ruleId) &&
    (severity === null || severity === alert.severity) &&
    (key === null || key === alert.key)
  );
}

/** Until when a silence that holds at this instant will hold, epoch ms; null when it does not hold. */
export function holdsUntil(when: When, nowMs: number, timeZone: string): number | null {
  if (when.kind === 'once') {
    const to = Date.parse(when.to);
    return Date.parse(when.from) <= nowMs && nowMs < to ? to : null;
  }
  const ends = [-1, 0].flatMap((days) => {
    // One that began yesterday may go on over midnight: it lasts a day at most.
    const { at, weekday } = dayAt(nowMs, timeZone, { days, minute: minuteOf(when.start) });
    const end = at + when.minutes * 60_000;
    return when.weekdays.includes(WEEKDAYS[weekday] as Weekday) && at <= nowMs && nowMs < end ? [end] : [];
  });
  return ends.length === 0 ? null : Math.max(...ends);
}

/** The silence that keeps an alert quiet the longest at this instant, and until when; null when none does. */
export function silenceOf(
  alert: Matched,
  silences: readonly Silence[],
  nowMs: number,
  timeZone: string,
): { silence: Silence; until: number } | null {
  let longest: { silence: Silence; until: number } | null = null;
  for (const silence of silences) {
    const until = matches(silence.matcher, alert) ? holdsUntil(silence.when, nowMs, timeZone) : null;
    if (until !== null && until > (longest?.until ?? 0)) longest = { silence, until };
  }
  return longest;
}

function minuteOf(start: string): number {
  const [hours = 0, minutes = 0] = start.split(':').map(Number);
  return hours * 60 + minutes;
}
