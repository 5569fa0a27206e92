import type { Severity } from '#contracts/rule';
import {
  MAX_SILENCE_DAYS,
  MAX_SILENCE_MINUTES,
  type Matcher,
  WEEKDAYS,
  type Weekday,
  type When,
} from '#contracts/silence';
import type { NewSilence } from '#contracts/silence-edit';
import { fromLocal, toLocal } from '#contracts/zoned-time';

const HOUR_MS = 3_600_000;

/** A silence as it is filled in; times are local ones of the project's time zone, as "2026-01-31T09:00". */
export type SilenceDraft = {
  ruleId: string;
  severity: Severity | null;
  key: string;
  kind: When['kind'];
  from: string;
  to: string;
  weekdays: Weekday[];
  start: string;
  minutes: string;
  note: string;
};
export type SilenceField = keyof SilenceDraft;

/** An hour from now on, of nothing yet. */
export function newDraft(nowMs: number, timeZone: string): SilenceDraft {
  return {
    ruleId: '',
    severity: null,
    key: '',
    kind: 'once',
    from: toLocal(nowMs, timeZone),
    to: toLocal(nowMs + HOUR_MS, timeZone),
    weekdays: [],
    start: '22:00',
    minutes: '60',
    note: '',
  };
}

/** Which alerts the draft is of; null while it says nothing of that. */
export function matcherOf({ ruleId, severity, key }: SilenceDraft): Matcher | null {
  const matcher = { ruleId: ruleId || null, severity, key: key.trim() || null };
  return Object.values(matcher).every((each) => each === null) ? null : matcher;
}

/** What the draft says, or null and the fields that are wrong. The server checks all of it again. */
export function silenceOfDraft(
  draft: SilenceDraft,
  { by, nowMs, timeZone }: { by: string; nowMs: number; timeZone: string },
): { silence: NewSilence | null; wrong: SilenceField[] } {
  const matcher = matcherOf(draft);
  const { when, wrong } = draft.kind === 'once' ? onceOf(draft, nowMs, timeZone) : weeklyOf(draft);
  const silence = matcher && when && { matcher, when, note: draft.note.trim() || null, by: by.trim() || null };
  return { silence, wrong };
}

type Read = { when: When | null; wrong: SilenceField[] };

function onceOf(draft: SilenceDraft, nowMs: number, timeZone: string): Read {
  const [from, to] = [fromLocal(draft.from, timeZone), fromLocal(draft.to, timeZone)];
  if (Number.isNaN(from)) return { when: null, wrong: ['from'] };
  if (!(to > from && to > nowMs && to - from <= MAX_SILENCE_DAYS * 24 * HOUR_MS)) return { when: null, wrong: ['to'] };
  return { when: { kind: 'once', from: new Date(from).toISOString(), to: new Date(to).toISOString() }, wrong: [] };
}

function weeklyOf({ weekdays, start, minutes: typed }: SilenceDraft): Read {
  const minutes = typed.trim() === '' ? Number.NaN : Number(typed);
  const wrong: SilenceField[] = [
    ...(weekdays.length === 0 ? (['weekdays'] as const) : []),
    ...(/^\d\d:\d\d$/.test(start) ? [] : (['start'] as const)),
    ...(Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_SILENCE_MINUTES ? [] : (['minutes'] as const)),
  ];
  if (wrong.length > 0) return { when: null, wrong };
  return {
    when: { kind: 'weekly', weekdays: WEEKDAYS.filter((day) => weekdays.includes(day)), start, minutes },
    wrong,
  };
}
