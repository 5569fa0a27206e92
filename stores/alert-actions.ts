import type { Redis } from 'ioredis';
import type { Alert, AlertState } from '#contracts/alert';
import { alertKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { type AlertRecord, MAX_FEED_ENTRIES, seenOf, toRecord } from './alerts.ts';
import { noticeOf } from './notice.ts';
import { hasRoom, stateBefore, withEntry } from './timeline.ts';

/** Evaluation writes an open alert every few seconds: a person's change that it overtook is made again. */
const MAX_ATTEMPTS = 20;

/** Who did something, and what they said; null where they gave none. */
export type Said = { by: string | null; note: string | null };

/** The alert as it is now, or the sentence why the action was refused; null when there is no such alert. */
export type Acted = { alert: Alert } | { refused: string } | null;

/** "Mine": a firing alert becomes acknowledged. Again by somebody else: it is theirs from then on. */
export function acknowledge(redis: Redis, id: string, said: Said): Promise<Acted> {
  return act(redis, id, (alert, at) => acknowledged(alert, at, said));
}

/** The alert, acknowledged at this time (ISO 8601 UTC), or the sentence why it can't be. */
export function acknowledged(alert: Alert, at: string, said: Said): Alert | string {
  if (alert.state === 'pending' || alert.state === 'resolved')
    return `The alert is ${alert.state}: only one that calls somebody can be acknowledged.`;
  return { ...withState(alert, 'acknowledged', at, said), acknowledgedAt: at };
}

/** Takes an acknowledgement back: the alert calls everybody again, as what it was before. */
export function unacknowledge(redis: Redis, id: string, said: Said): Promise<Acted> {
  return act(redis, id, (alert, at) => unacknowledged(alert, at, said));
}

/** The alert, given back at this time (ISO 8601 UTC), or the sentence why it can't be. */
export function unacknowledged(alert: Alert, at: string, said: Said): Alert | string {
  if (alert.state !== 'acknowledged') return `The alert is ${alert.state}: there is no acknowledgement to take back.`;
  return { ...withState(alert, stateBefore(alert), at, said), acknowledgedAt: null };
}

/** A comment in the timeline, of an alert in any state: what was found is often written after the end. */
export function comment(redis: Redis, id: string, said: Said): Promise<Acted> {
  return act(redis, id, (alert, at) => {
    const { state, value, threshold, timeline } = alert;
    if (!hasRoom(timeline)) return 'The timeline is full of comments and notes of silences: it holds no more of them.';
    return { ...alert, timeline: withEntry(timeline, { kind: 'comment', state, at, value, threshold, ...said }) };
  });
}

function withState(alert: Alert, state: AlertState, at: string, said: Said): Alert {
  const { value, threshold, timeline } = alert;
  return { ...alert, state, timeline: withEntry(timeline, { kind: 'state', state, at, value, threshold, ...said }) };
}

/** Makes the change by compare-and-set; a text instead of an alert is the reason why it can't be made. */
async function act(redis: Redis, id: string, change: (alert: Alert, at: string) => Alert | string): Promise<Acted> {
  const keys = alertKeys();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const seen = await redis.hget(keys.records, id);
    if (seen === null) return null;
    const record = toRecord(seen);
    const alert = change(record.alert, new Date().toISOString());
    if (typeof alert === 'string') return { refused: alert };
    const next: AlertRecord = { ...record, alert, version: record.version + 1 };
    const nextSeen = alert.state === 'resolved' ? '' : seenOf(next);
    const notice = noticeOf(record.alert, alert);
    const args = [id, seen, JSON.stringify(next), nextSeen, MAX_FEED_ENTRIES, notice];
    if ((await runScript(redis, 'alert-amend', [keys.records, keys.versions, keys.feed, keys.outbox], args)) === 1)
      return { alert };
  }
  return { refused: 'Others are changing this alert at this moment: try again.' };
}
