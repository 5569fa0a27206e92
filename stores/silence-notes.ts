import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import { holdsUntil, matches, type Silence, silenceOf } from '#contracts/silence';
import { env } from '#infra/env';
import { noteSilenced, noteUnsilenced } from './alert-actions.ts';
import { openRecords } from './alerts.ts';
import { listSilences } from './silences.ts';

/** Writes a silence that was just made, if it holds already, into the timelines of the open alerts that it is of. */
export async function noteMade(redis: Redis, silence: Silence): Promise<void> {
  if (holdsUntil(silence.when, Date.now(), env().TIME_ZONE) === null) return;
  for (const alert of await openAlerts(redis, silence)) await noteHolds(redis, alert, [silence]);
}

/** Writes into an alert's timeline which of these silences keeps it quiet, and until when. */
export async function noteHolds(redis: Redis, alert: Alert, silences: readonly Silence[]): Promise<void> {
  const found = silenceOf(alert, silences, Date.now(), env().TIME_ZONE);
  if (!found) return;
  const { by, note } = found.silence;
  await noteSilenced(redis, alert.id, new Date(found.until).toISOString(), { by, note });
}

/** Writes the end of a silence, as it was before somebody ended it, into the same timelines; another may go on. */
export async function noteEnded(redis: Redis, silence: Silence): Promise<void> {
  if (holdsUntil(silence.when, Date.now(), env().TIME_ZONE) === null) return;
  const others = await listSilences(redis);
  for (const alert of await openAlerts(redis, silence)) {
    if (silenceOf(alert, others, Date.now(), env().TIME_ZONE) === null) await noteUnsilenced(redis, alert.id);
  }
}

async function openAlerts(redis: Redis, { matcher }: Silence): Promise<Alert[]> {
  return (await openRecords(redis)).flatMap(({ alert }) => (matches(matcher, alert) ? [alert] : []));
}
