import assert from 'node:assert/strict';
import type { Redis } from 'ioredis';
import { ConsumerActor } from './consumer-actor.ts';
import { RelayActor } from './relay-actor.ts';
import type { System } from './system.ts';

const RECORDS = 3;
const MAX_STEPS = 500;

/** A new relay and a new consumer work until nothing is left to do. */
export async function drain(system: System): Promise<void> {
  const relay = new RelayActor(system, 'relay-of-the-end');
  const consumer = new ConsumerActor(system, system.consumers.length, 0);
  for (let step = 0; step < MAX_STEPS && !system.ledger.isDrained(); step += 1) {
    await relay.step(RECORDS, 1);
    if (consumer.batches > 0) await consumer.apply(0, 1, true);
    else if (system.ledger.unread().length > 0) await consumer.read(RECORDS);
    else await consumer.claim(RECORDS);
  }
  assert.ok(system.ledger.isDrained(), `something is still to do after ${MAX_STEPS} steps`);
  await system.checkBooks();
}

/** What stands in Redis at the end, compared with what was written. */
export async function compareResult(system: System, redis: Redis): Promise<void> {
  const { keys, ledger } = system;
  const { first } = ledger.outcomes();
  const windows = new Map<string, Record<string, string>>();
  const seconds = new Set<string>();
  const rejects: [id: string, value: string][] = [];
  for (const [offset, { fate, value }] of first) {
    if (fate.kind === 'rejected') rejects.push([`${offset}-1`, value.toString('hex')]);
    if (fate.kind !== 'counted') continue;
    const { second } = fate;
    seconds.add(String(second));
    for (const key of [
      keys.count('s', second),
      keys.count('m', second - (second % 60)),
      keys.count('h', second - (second % 3_600)),
    ]) {
      const cells = windows.get(key) ?? {};
      windows.set(key, cells);
      add(cells, `${fate.traffic}|${fate.name}`, 1);
      if (fate.revenue > 0) add(cells, `${fate.traffic}$`, fate.revenue);
    }
  }
  assert.deepEqual(await readWindows(redis, `${keys.base}:count:*`), windows);
  assert.deepEqual(new Set(await redis.zrange(keys.changed, 0, -1)), seconds);
  assert.deepEqual(await readRejects(redis, keys.rejects), rejects.sort());
  assert.equal(await redis.xlen(keys.events), 0);
}

function add(cells: Record<string, string>, field: string, n: number): void {
  cells[field] = String(Number(cells[field] ?? 0) + n);
}

async function readWindows(redis: Redis, pattern: string): Promise<Map<string, Record<string, string>>> {
  const names = await redis.keys(pattern);
  const found = await Promise.all(names.map((name) => redis.hgetall(name)));
  return new Map(names.map((name, index) => [name, { ...found[index] }]));
}

async function readRejects(redis: Redis, key: string): Promise<[id: string, value: string][]> {
  const rows = await redis.xrangeBuffer(key, '-', '+');
  return rows
    .map(([, fields]): [string, string] => {
      const field = (name: string) => fields[fields.findIndex((each, i) => i % 2 === 0 && String(each) === name) + 1];
      return [String(field('id')), field('v')?.toString('hex') ?? ''];
    })
    .sort();
}
