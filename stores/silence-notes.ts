import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import { holdsUntil, type Silence, silenceOf } from '#contracts/silence';
import { env } from '#infra/env';
import { openRecords, writeAlert } from './alerts.ts';
import { listSilences } from './silences.ts';
import { hasRoom, withEntry } from './timeline.ts';

/**
 * Brings the timelines of open alerts in line with the silences that hold at this instant: which of them keeps an alert
 * quiet, until when, and that none does any more. Whoever evaluates does so each second (`token`: of that lease); whoever
 * changes the silences does so at once (null). By compare-and-set: who was overtaken leaves it to the next second.
 */
export async function noteSilences(redis: Redis, token: string | null, nowMs = Date.now()): Promise<void> {
  const { TIME_ZONE } = env();
  const open = await openRecords(redis);
  if (open.length === 0) return;
  const silences = await listSilences(redis);
  const holding = silences.filter(({ when }) => holdsUntil(when, nowMs, TIME_ZONE) !== null);
  for (const record of open) {
    const alert = withSilence(record.alert, silenceOf(record.alert, holding, nowMs, TIME_ZONE), nowMs);
    if (alert) await writeAlert(redis, record, { ...record, alert, version: record.version + 1 }, token);
  }
}

/** The alert with what its timeline lacks of this; null: nothing, or there is no room for it. */
function withSilence(alert: Alert, found: { silence: Silence; until: number } | null, nowMs: number): Alert | null {
  const { state, value, threshold, timeline } = alert;
  const last = timeline.findLast(({ kind }) => kind === 'silenced' || kind === 'unsilenced');
  const noted = last?.kind === 'silenced' ? (last.until ?? null) : null;
  const until = found && new Date(found.until).toISOString();
  if (noted === until || !hasRoom(timeline)) return null;
  const entry = { state, value, threshold, by: found?.silence.by ?? null, note: found?.silence.note ?? null };
  if (until) {
    const at = new Date(nowMs).toISOString();
    return { ...alert, timeline: withEntry(timeline, { kind: 'silenced', ...entry, at, until }) };
  }
  // One that ran out ended when it said it would, whenever that is seen.
  const at = new Date(Math.min(nowMs, Date.parse(noted ?? ''))).toISOString();
  return { ...alert, timeline: withEntry(timeline, { kind: 'unsilenced', ...entry, at }) };
}
