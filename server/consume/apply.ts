import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import { GROUP, type PartitionKeys } from '#infra/keys';
import { runScript } from '#infra/lua';
import { type Additions, type Fold, type FoldLimits, LIVE_KEPT_SECONDS, usersKeptSeconds } from './fold.ts';

export type ApplyAnswer =
  | { status: 'ok' }
  /** Of the message IDs of the batch exactly these were counted before: fold again with them. Nothing was written. */
  | { status: 'seen'; messageIds: string[] }
  /** Only these are still pending: fold them alone. Nothing was written. */
  | { status: 'pending'; ids: string[] };

/** Adds a fold to the shared aggregates and acknowledges its entries, in one script (infra/lua/apply.lua). */
export async function apply(redis: Redis, keys: PartitionKeys, fold: Fold, limits: FoldLimits): Promise<ApplyAnswer> {
  const generation = Math.floor(limits.now / env().DEDUPE_WINDOW_SECONDS);
  // The next one too: where clocks differ, or a batch waited, another process may be in it already.
  const generations = [generation - 1, generation, generation + 1].map(keys.seen);
  const scriptKeys = [keys.events, keys.books, keys.rejects, ...generations];
  const operations = new Operations(scriptKeys);
  addOperations(operations, keys, fold, limits);
  const messageIds = [...fold.messageIds, ...fold.knownIds];
  const args = [
    GROUP,
    env().DEDUPE_WINDOW_SECONDS * 2,
    env().NAMES_PER_WINDOW,
    fold.ids.length,
    fold.messageIds.length,
    fold.knownIds.length,
    fold.rejects.length,
    fold.books.size,
    operations.count,
    ...fold.ids,
    ...messageIds,
    ...fold.rejects.flatMap(({ id, reject }) => [id, reject.reason, reject.path]),
    ...[...fold.books].flat(),
    ...operations.args,
  ];
  const [status, ...rest] = (await runScript(redis, 'apply', scriptKeys, args)) as [string, ...(string | number)[]];
  if (status === 'OK') return { status: 'ok' };
  if (status === 'SEEN')
    return { status: 'seen', messageIds: rest.map((index) => messageIds[Number(index) - 1] as string) };
  return { status: 'pending', ids: rest.map(String) };
}

class Operations {
  readonly args: (string | number)[] = [];
  count = 0;
  constructor(private readonly keys: string[]) {}

  add(kind: string, key: string, expiry: number, rows: (string | number)[][]) {
    if (rows.length === 0) return;
    this.keys.push(key);
    this.count += 1;
    this.args.push(kind, this.keys.length, expiry, rows.length);
    for (const row of rows) this.args.push(...row);
  }

  addAll(key: string, expiry: number, additions: Additions) {
    this.add('add', key, expiry, [...additions.fixed]);
    this.add(
      'capped',
      key,
      expiry,
      [...additions.capped].map(([field, { other, n }]) => [field, other, n]),
    );
  }
}

function addOperations(operations: Operations, keys: PartitionKeys, fold: Fold, limits: FoldLimits) {
  for (const [second, additions] of fold.seconds)
    operations.addAll(keys.count('s', second), second + limits.secondsKept, additions);
  for (const [minute, additions] of fold.minutes)
    operations.addAll(keys.count('m', minute), minute + limits.minutesKept + 60, additions);
  for (const [hour, additions] of fold.hours)
    operations.addAll(keys.count('h', hour), hour + limits.hoursKept, additions);
  for (const kind of ['product', 'search'] as const) {
    for (const [minute, additions] of fold.tops[kind])
      operations.addAll(keys.top(kind, minute), minute + LIVE_KEPT_SECONDS, additions);
  }
  for (const traffic of ['r', 's'] as const) {
    for (const [minute, users] of fold.users[traffic]) {
      operations.add(
        'users',
        keys.users(traffic, minute),
        minute + LIVE_KEPT_SECONDS,
        [...users].map((user) => [user]),
      );
    }
    for (const [minute, users] of fold.perUser[traffic]) {
      operations.add('rank', keys.perUser(traffic, minute), minute + 600, [...users]);
    }
  }
  for (const { id, traffic, minute, counts } of fold.ranksOfRules.values())
    operations.add('rank', keys.perUser(traffic, minute, id), minute + 600, [...counts]);
  for (const { series, traffic, window, users } of fold.usersOf.values()) {
    const rows = [...users].map((user) => [user]);
    operations.add('users', keys.users(traffic, window, series.id), window + usersKeptSeconds(series), rows);
  }
  operations.add('max', keys.books, 0, [...fold.newest]);
  operations.add(
    'changed',
    keys.changed,
    0,
    [...fold.seconds.keys()].map((second) => [second]),
  );
}
