import type { Redis } from 'ioredis';
import type { Alert, AlertState } from '#contracts/alert';
import { DEFAULT_RULES } from '#contracts/rules';
import { alertKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { noticeOf } from './notice.ts';

/** Those that fired are history; those that only waited are not looked at again. */
const MAX_RESOLVED = 100_000;
const MAX_UNFIRED = 1_000;
const KEPT_SECONDS = 90 * 86_400;
export const MAX_FEED_ENTRIES = 1_000;
const FEED_BATCH = 200;

/** An alert as it is kept: with what evaluation must remember, and the version that compare-and-set compares. */
export type AlertRecord = {
  alert: Alert;
  /** 1 when created, one more with each write. */
  version: number;
  /** Second since which a firing alert's measure has been fine again; null while it is breached. */
  clearSince: number | null;
  /** Second of the evaluation that wrote this record. */
  evaluatedAt: number;
};

/** Only one alert may be open for each of these. */
export function uniqueKeyOf({ ruleId, traffic, key }: Pick<Alert, 'ruleId' | 'traffic' | 'key'>): string {
  return `${ruleId}|${traffic}|${key ?? ''}`;
}

/** What a compare-and-set of evaluation compares. */
export const seenOf = (record: AlertRecord) => `${record.version}:${record.alert.state}`;

/**
 * Writes `next` if the alert is still `previous` (null: none is open), tells every server through the feed, and
 * channels through the outbox.
 * False: somebody else changed it first, or evaluates since (`token`: of the lease), and nothing was written.
 */
export async function writeAlert(
  redis: Redis,
  previous: AlertRecord | null,
  next: AlertRecord,
  token: string | null = null,
): Promise<boolean> {
  const keys = alertKeys();
  const ended = next.alert.state === 'resolved';
  const written = await runScript(
    redis,
    'alert-transition',
    [
      keys.open,
      keys.versions,
      keys.records,
      next.alert.firingAt ? keys.resolved : keys.unfired,
      keys.feed,
      keys.outbox,
      keys.leaseToken,
    ],
    [
      uniqueKeyOf(next.alert),
      next.alert.id,
      previous ? seenOf(previous) : '',
      ended ? '' : seenOf(next),
      JSON.stringify(next),
      next.evaluatedAt,
      next.alert.firingAt ? MAX_RESOLVED : MAX_UNFIRED,
      MAX_FEED_ENTRIES,
      noticeOf(previous?.alert ?? null, next.alert),
      token ?? '',
      next.evaluatedAt - KEPT_SECONDS,
    ],
  );
  return written === 1;
}

export async function recordsOf(redis: Redis, ids: string[]): Promise<AlertRecord[]> {
  if (ids.length === 0) return [];
  const rows = await redis.hmget(alertKeys().records, ...ids);
  return rows.filter((row) => row !== null).map(toRecord);
}

/**
 * Alerts that were written before they carried what was measured have it from their rule as it came, and those before they
 * carried what their peak was compared with the latest of that.
 */
export function toRecord(text: string): AlertRecord {
  const record = JSON.parse(text) as AlertRecord;
  const { alert } = record;
  alert.peakThreshold ??= alert.threshold;
  const rule = alert.measure ? null : DEFAULT_RULES.find(({ id }) => id === alert.ruleId);
  if (!rule) return record;
  const { measure, compare, direction, channels, repeatMinutes, maxEvents } = rule;
  const ofRule = { measure, compare, direction, channels, repeatMinutes, maxEvents };
  return { ...record, alert: { ...alert, ...ofRule, notify: alert.traffic === 'real' } };
}

/** Every open alert, with what evaluation needs. */
export async function openRecords(redis: Redis): Promise<AlertRecord[]> {
  const records = await recordsOf(redis, await redis.hvals(alertKeys().open));
  // One may have ended between the two reads.
  return records.filter(({ alert }) => alert.state !== 'resolved');
}

/** Which alerts a list shows; `open` is all but the resolved. */
export type AlertFilter = AlertState | 'open';

/**
 * Open alerts first (firing critical, firing warning, acknowledged, pending; each newest first), then resolved ones,
 * newest first.
 * Alerts that never fired are left out once they have ended.
 */
export async function listAlerts(
  redis: Redis,
  { filter, limit }: { filter?: AlertFilter; limit: number },
): Promise<Alert[]> {
  const open = filter === 'resolved' ? [] : (await openRecords(redis)).map(({ alert }) => alert).sort(byUrgency);
  const wanted = filter === undefined || filter === 'open' ? open : open.filter(({ state }) => state === filter);
  const room = filter === undefined || filter === 'resolved' ? limit - wanted.length : 0;
  if (room <= 0) return wanted.slice(0, limit);
  const resolved = await recordsOf(redis, await redis.zrevrange(alertKeys().resolved, 0, room - 1));
  // An alert that ended between the two reads is in both lists: the later one is right.
  const ended = new Set(resolved.map(({ alert }) => alert.id));
  return [...wanted.filter(({ id }) => !ended.has(id)), ...resolved.map(({ alert }) => alert)];
}

function byUrgency(a: Alert, b: Alert): number {
  return (
    rank(a) - rank(b) ||
    (b.firingAt ?? b.pendingAt).localeCompare(a.firingAt ?? a.pendingAt) ||
    a.id.localeCompare(b.id)
  );
}

function rank({ state, severity }: Alert): number {
  if (state === 'pending') return 3;
  if (state === 'acknowledged') return 2;
  return severity === 'critical' ? 0 : 1;
}

/** One alert with its timeline; null when there is none of this id. */
export async function findAlert(redis: Redis, id: string): Promise<Alert | null> {
  const [record] = await recordsOf(redis, [id]);
  return record?.alert ?? null;
}

/** Where the feed of changes ends now; reading from here gives only what comes after. */
export async function feedEnd(redis: Redis): Promise<string> {
  const [last] = await redis.xrevrange(alertKeys().feed, '+', '-', 'COUNT', 1);
  return last?.[0] ?? '0-0';
}

/** Changes after feed position `after`, oldest first, and the position to go on from. */
export async function readFeed(redis: Redis, after: string): Promise<{ alerts: Alert[]; position: string }> {
  const answer = await redis.xread('COUNT', FEED_BATCH, 'STREAMS', alertKeys().feed, after);
  const entries = answer?.[0]?.[1] ?? [];
  return {
    alerts: entries.map(([, fields]) => (JSON.parse(fields[1] ?? '') as AlertRecord).alert),
    position: entries.at(-1)?.[0] ?? after,
  };
}
