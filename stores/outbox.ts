import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import type { Notice } from '#contracts/channel';
import { alertKeys } from '#infra/keys';
import type { AlertRecord } from './alerts.ts';
import { forgetIdle } from './idle-consumers.ts';

export const OUTBOX_GROUP = 'notifier';
/** What a notifier took and has not finished for this long is another's. */
const CLAIM_AFTER_MS = 10_000;
const BATCH = 50;

/** What channels know of an alert that fires in silence: whether they were told so before the silence. */
export type Known = 'told' | 'untold';

/**
 * Written by the scripts that change alerts, with the change. `channelId`: a test of that channel alone.
 * `known`: whether channels knew before that the alert fires, which they may after a silence.
 */
export type OutboxEntry = {
  id: string;
  notice: Notice;
  alert: Alert | null;
  channelId: string | null;
  known: Known;
};

/** Asks a notifier to try a channel; gives the entry's id. */
export async function askForTest(redis: Redis, channelId: string): Promise<string> {
  const id = await redis.xadd(alertKeys().outbox, '*', 'notice', 'test', 'channel', channelId);
  return id ?? '';
}

/** Makes the group where it is missing; it begins with what waits. */
export async function openOutbox(redis: Redis): Promise<void> {
  try {
    await redis.xgroup('CREATE', alertKeys().outbox, OUTBOX_GROUP, '0', 'MKSTREAM');
  } catch (error) {
    if (!String(error).includes('BUSYGROUP')) throw error;
  }
}

/** Deletes those that read it and died: each start of a notifier is another name. */
export async function forgetReaders(redis: Redis, self: string, idleMs: number): Promise<void> {
  await forgetIdle(redis, { stream: alertKeys().outbox, group: OUTBOX_GROUP }, self, idleMs);
}

/** The next entries, those first that another notifier took and left. Waits for none. */
export async function readOutbox(redis: Redis, consumer: string): Promise<OutboxEntry[]> {
  const { outbox } = alertKeys();
  const [, left] = (await redis.xautoclaim(outbox, OUTBOX_GROUP, consumer, CLAIM_AFTER_MS, '0', 'COUNT', BATCH)) as [
    string,
    [string, string[]][],
  ];
  if (left.length > 0) return left.map(toEntry);
  const answer = (await redis.xreadgroup('GROUP', OUTBOX_GROUP, consumer, 'COUNT', BATCH, 'STREAMS', outbox, '>')) as
    | [string, [string, string[]][]][]
    | null;
  return (answer?.[0]?.[1] ?? []).map(toEntry);
}

/** How many entries wait, or are being handled. */
export function outboxLength(redis: Redis): Promise<number> {
  return redis.xlen(alertKeys().outbox);
}

/** Those of these entries that have not left. */
export async function readEntries(redis: Redis, ids: string[]): Promise<OutboxEntry[]> {
  const { outbox } = alertKeys();
  const found = await Promise.all(ids.map((id) => redis.xrange(outbox, id, id)));
  return found.flat().map(toEntry);
}

/**
 * Forgets what was told as one, all of it at once: each of its deliveries has a job of its own. Alerts that begin are told
 * by it, so that the end of a silence has nothing more to say of them.
 */
export async function finishEntries(redis: Redis, entries: OutboxEntry[]): Promise<void> {
  const { outbox, groups, withheld } = alertKeys();
  const ids = entries.map(({ id }) => id);
  const begun = entries.flatMap(({ notice, alert }) => (notice === 'firing' && alert ? alert.id : []));
  const change = redis
    .multi()
    .xack(outbox, OUTBOX_GROUP, ...ids)
    .xdel(outbox, ...ids)
    .hdel(groups, ...ids);
  if (begun.length > 0) change.hdel(withheld, ...begun);
  await change.exec();
}

function toEntry([id, fields]: [string, string[]]): OutboxEntry {
  const value = (name: string) => fields[fields.indexOf(name) + 1] ?? null;
  const has = (name: string) => fields.indexOf(name) % 2 === 0;
  const record = has('record') ? (JSON.parse(value('record') ?? 'null') as AlertRecord | null) : null;
  return {
    id,
    notice: value('notice') as Notice,
    alert: record?.alert ?? null,
    channelId: has('channel') ? value('channel') : null,
    known: has('known') ? (value('known') as Known) : 'untold',
  };
}
