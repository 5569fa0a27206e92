import { z } from 'zod';
import { MAX_NOTE_CHARS, MAX_PERSON_CHARS } from './alert.ts';
import { SEVERITIES } from './rule.ts';
import { MAX_SILENCE_DAYS, MAX_SILENCE_MINUTES, WEEKDAYS } from './silence.ts';

const DAY_MS = 86_400_000;

const Text = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars, `must have at most ${maxChars} characters`)
    .transform((text) => text || null)
    .nullable()
    .default(null);

const Instant = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 time such as 2026-01-31T09:00:00Z' });

const Matcher = z
  .strictObject({ ruleId: Text(100), severity: z.enum(SEVERITIES).nullable().default(null), key: Text(256) })
  .refine(({ ruleId, severity, key }) => ruleId !== null || severity !== null || key !== null, {
    message: 'must have a ruleId, a severity or a key',
  });

const Once = z
  .strictObject({ kind: z.literal('once'), from: Instant, to: Instant })
  .transform(({ kind, from, to }) => ({ kind, from: new Date(from).toISOString(), to: new Date(to).toISOString() }))
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MAX_SILENCE_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${MAX_SILENCE_DAYS} days after from`,
  })
  .refine(({ to }) => Date.parse(to) > Date.now(), { path: ['to'], message: 'must be in the future' });

const Weekly = z.strictObject({
  kind: z.literal('weekly'),
  weekdays: z
    .array(z.enum(WEEKDAYS))
    .min(1, 'choose at least one')
    .max(WEEKDAYS.length)
    .transform((days) => WEEKDAYS.filter((day) => days.includes(day))),
  start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM'),
  minutes: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(MAX_SILENCE_MINUTES, `must be at most ${MAX_SILENCE_MINUTES}`),
});

/** Body of POST /api/silences. */
export const NewSilence = z.strictObject({
  note: Text(MAX_NOTE_CHARS),
  by: Text(MAX_PERSON_CHARS),
  matcher: Matcher,
  when: z.discriminatedUnion('kind', [Once, Weekly]),
});
export type NewSilence = z.infer<typeof NewSilence>;

/** Body of POST /api/silences/preview. */
export const SilencePreview = z.strictObject({ matcher: Matcher });
