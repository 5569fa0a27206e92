import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { holdsUntil, type Silence } from '#contracts/silence';
import type { NewSilence } from '#contracts/silence-edit';
import { env } from '#infra/env';
import { alertKeys } from '#infra/keys';
import { runScript } from '#infra/lua';

export const MAX_SILENCES = 200;
/** Those of one time only are shown for this long after their end. */
const KEPT_DAYS = 3;

/** All silences, the newest first: those that hold, those to come, and those that ended in the last days. */
export async function listSilences(redis: Redis): Promise<Silence[]> {
  const texts = await redis.hvals(alertKeys().silences);
  return texts.map((text) => JSON.parse(text) as Silence).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Another one after each change of the silences. */
export async function silencesVersion(redis: Redis): Promise<string> {
  return (await redis.get(alertKeys().silencesVersion)) ?? '0';
}

/** null: there are as many as there may be. */
export async function addSilence(redis: Redis, fields: NewSilence): Promise<Silence | null> {
  const { silences, silencesVersion: version } = alertKeys();
  await dropOld(redis);
  const silence: Silence = { id: randomUUID(), version: 1, ...fields, createdAt: new Date().toISOString() };
  const args = [silence.id, JSON.stringify(silence), MAX_SILENCES];
  return (await runScript(redis, 'silence-add', [silences, version], args)) === 1 ? silence : null;
}

/** Ends one that holds, and removes one that does not or comes again each week. The one that was; null: there was none. */
export async function endSilence(redis: Redis, id: string): Promise<Silence | null> {
  const { silences, silencesVersion: version } = alertKeys();
  const text = await redis.hget(silences, id);
  if (text === null) return null;
  const silence = JSON.parse(text) as Silence;
  const change = redis.multi().incr(version);
  if (silence.when.kind === 'once' && holdsUntil(silence.when, Date.now(), env().TIME_ZONE) !== null) {
    const when = { ...silence.when, to: new Date().toISOString() };
    const ended: Silence = { ...silence, version: silence.version + 1, when };
    await change.hset(silences, id, JSON.stringify(ended)).exec();
  } else {
    await change.hdel(silences, id).exec();
  }
  return silence;
}

/** Those that ended days ago; where there is no room for another, also those that ended later, as few as will do. */
async function dropOld(redis: Redis): Promise<void> {
  const all = await listSilences(redis);
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000).toISOString();
  const surplus = all.length + 1 - MAX_SILENCES;
  const old = endedFirst(all).filter(({ to }, index) => to < before || index < surplus);
  if (old.length > 0) await redis.hdel(alertKeys().silences, ...old.map(({ id }) => id));
}

/** Those that are over, the one that ended first before others. */
function endedFirst(silences: Silence[]): { id: string; to: string }[] {
  const now = new Date().toISOString();
  const ended = silences.flatMap(({ id, when }) => (when.kind === 'once' && when.to < now ? { id, to: when.to } : []));
  return ended.sort((a, b) => a.to.localeCompare(b.to));
}
