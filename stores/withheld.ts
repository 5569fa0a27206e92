import type { Redis } from 'ioredis';
import { alertKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { type AlertRecord, seenOf } from './alerts.ts';
import { type Known, OUTBOX_GROUP, type OutboxEntry } from './outbox.ts';

/** The alerts that fire in silence, by id. */
export async function withheldAlerts(redis: Redis): Promise<Map<string, Known>> {
  return new Map(Object.entries(await redis.hgetall(alertKeys().withheld)) as [string, Known][]);
}

/** Forgets an entry that nobody is told of; that an alert fires is kept, to be told when its silence is over. */
export async function withholdEntry(redis: Redis, { id, notice, alert, known }: OutboxEntry): Promise<void> {
  const { outbox, withheld, groups } = alertKeys();
  const args = [OUTBOX_GROUP, id, notice === 'firing' && alert ? alert.id : '', known];
  await runScript(redis, 'outbox-withhold', [outbox, withheld, groups], args);
}

/** Keeps that an alert which channels were told of goes on in silence. */
export async function keepTold(redis: Redis, { alert }: AlertRecord): Promise<void> {
  await redis.hsetnx(alertKeys().withheld, alert.id, 'told' satisfies Known);
}

/** Has channels told, once, that an alert still fires after its silence. */
export async function releaseAlert(redis: Redis, record: AlertRecord): Promise<void> {
  const { versions, withheld, outbox } = alertKeys();
  const args = [record.alert.id, seenOf(record), JSON.stringify(record)];
  await runScript(redis, 'outbox-release', [versions, withheld, outbox], args);
}

/** Forgets alerts that have ended. */
export async function forgetWithheld(redis: Redis, ids: string[]): Promise<void> {
  if (ids.length > 0) await redis.hdel(alertKeys().withheld, ...ids);
}
