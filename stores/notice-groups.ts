import type { Redis } from 'ioredis';
import { alertKeys } from '#infra/keys';
import { type OutboxEntry, readEntries } from './outbox.ts';

/** Alerts that began together, at most: a message of more would not be read. */
const MAX_GROUP = 50;
/** Members leave with their entries; what a fault leaves behind goes after this. */
const KEPT_SECONDS = 3_600;

/** What is told as one; `name`: the entry that it is named after, whoever reads it and whatever of it is left. */
export type NoticeGroup = { name: string; entries: OutboxEntry[] };

/** These entries with all that belongs to their groups: another notifier may have died with the rest. */
export async function wholeGroups(redis: Redis, entries: OutboxEntry[]): Promise<OutboxEntry[]> {
  const written = await redis.hgetall(alertKeys().groups);
  const names = new Set(entries.flatMap(({ id }) => written[id] ?? []));
  const isRead = new Set(entries.map(({ id }) => id));
  const missing = Object.keys(written).filter((id) => names.has(written[id] ?? '') && !isRead.has(id));
  return [...entries, ...(await readEntries(redis, missing))];
}

/**
 * Entries that are told as one: alerts of one severity and kind of traffic that begin, since channels wait by severity; all
 * else by itself. Which they are is written down before anybody is told: whoever reads them again after a death makes the
 * same groups, and so the same jobs.
 */
export async function groupsOf(redis: Redis, entries: OutboxEntry[]): Promise<NoticeGroup[]> {
  const beginning = entries.filter(({ notice, alert }) => notice === 'firing' && alert !== null);
  const others = entries.filter((entry) => !beginning.includes(entry));
  if (beginning.length === 0) return others.map(alone);
  const key = alertKeys().groups;
  const known = await redis.hmget(key, ...beginning.map(({ id }) => id));
  const groups = new Map<string, OutboxEntry[]>();
  const fresh = new Map<string, string>();
  beginning.forEach((entry, index) => {
    const name = known[index] ?? nameFor(entry, fresh, beginning);
    if (known[index] === null) fresh.set(entry.id, name);
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  });
  if (fresh.size > 0) await redis.multi().hset(key, Object.fromEntries(fresh)).expire(key, KEPT_SECONDS).exec();
  return [...[...groups].map(([name, members]) => ({ name, entries: members })), ...others.map(alone)];
}

const alone = (entry: OutboxEntry): NoticeGroup => ({ name: entry.id, entries: [entry] });

/** The first new entry of its severity and traffic that has room names the group. */
function nameFor(entry: OutboxEntry, fresh: Map<string, string>, all: OutboxEntry[]): string {
  const sizes = new Map<string, number>();
  for (const name of fresh.values()) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const fitting = [...sizes].find(([name, size]) => {
    const first = all.find(({ id }) => id === name);
    return size < MAX_GROUP && kindOf(first) === kindOf(entry);
  });
  return fitting?.[0] ?? entry.id;
}

const kindOf = (entry: OutboxEntry | undefined) => `${entry?.alert?.severity} ${entry?.alert?.traffic}`;
