import type { Redis } from 'ioredis';
import type { PartitionBooks } from '#contracts/pipeline';
import { GROUP, partitionKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { partitionsOf, type Topic } from './topic.ts';

type RawBooks = [fields: string[], length: number, pending: number, rejectsWaiting: number, owner: string | null];

/** The books of every partition of every epoch that has any; see DESIGN invariant 7. */
export async function readBooks(redis: Redis, topic: Topic): Promise<PartitionBooks[]> {
  const books = await Promise.all(
    partitionsOf(topic).map((each) => readPartitionBooks(redis, each, each.epoch === topic.epoch)),
  );
  return books.filter((each) => each !== null);
}

/** The books of one partition at one moment; null until a relay has opened its stream. */
export async function readPartitionBooks(
  redis: Redis,
  at: { partition: number; epoch: number },
  isCurrent: boolean,
): Promise<PartitionBooks | null> {
  const keys = partitionKeys(at.partition, at.epoch);
  const raw = (await runScript(
    redis,
    'read-books',
    [keys.events, keys.books, keys.rejects, keys.lease],
    [GROUP],
  )) as RawBooks;
  return toBooks(at, raw, isCurrent);
}

/** Works out lost and doubled from the script's answer: what was relayed has to be somewhere, once. */
export function toBooks(
  at: { partition: number; epoch: number },
  raw: RawBooks,
  isCurrent: boolean,
): PartitionBooks | null {
  const [flat, length, pending, rejectsWaiting, owner] = raw;
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) fields.set(flat[i] as string, flat[i + 1] as string);
  const position = fields.get('position');
  if (position === undefined) return null;
  const n = (name: string) => Number(fields.get(name) ?? 0);
  const known = (name: string) => (fields.has(name) ? n(name) : null);
  const settled = n('counted') + n('duplicates') + n('rejected') + n('late') + n('future');
  // In the stream and neither lost nor counted: acknowledged entries are deleted in the script that counts them.
  const difference = n('relayed') - settled - length;
  const high = known('high');
  const handled = Number(position) - n('start') + 1;
  const unexplained = handled - n('relayed') - n('gaps') - n('lostBeforeRelay');
  return {
    ...at,
    kafkaLow: known('low'),
    kafkaHigh: high,
    start: n('start'),
    position: Number(position),
    relayed: n('relayed'),
    toCome: high === null || !isCurrent ? 0 : Math.max(0, high - 1 - Number(position)),
    counted: n('counted'),
    duplicates: n('duplicates'),
    rejected: n('rejected'),
    late: n('late'),
    future: n('future'),
    pending,
    unread: Math.max(0, length - pending),
    rejectsWaiting,
    gaps: n('gaps'),
    lost: n('lostBeforeRelay') + Math.max(0, difference) + Math.max(0, unexplained),
    lostOffsets: fields.has('lostFrom') ? { from: n('lostFrom'), to: n('lostTo') } : null,
    doubled: Math.max(0, -difference) + Math.max(0, -unexplained),
    owner,
  };
}
