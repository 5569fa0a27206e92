import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { MinuteHistory } from '#server/live/minute-history';
import { Windows } from '#server/live/windows';
import { registerTopic } from '#stores/topic';
import { removeKeys } from '#tests/helpers/redis';

const HOUR = 3_600;
const prefix = `test-${randomUUID()}:`;
vi.stubEnv('KEY_PREFIX', prefix);
vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
const redis = createRedis(createLogger('live-copies-test'));
const keys = partitionKeys(0, 1);
const now = Math.floor(Date.now() / 1_000);
const minute = now - (now % 60);

beforeEach(async () => {
  await removeKeys(redis, prefix);
  await registerTopic(redis, 1);
});
afterAll(async () => {
  await removeKeys(redis, prefix);
  await redis.quit();
});

let version = 0;
/** As the apply script leaves it. */
async function write(second: number, counts: Record<string, number>): Promise<void> {
  version += 1;
  await redis.hset(keys.count('s', second), counts);
  await redis.zadd(keys.changed, version, second);
  await writeMinute(second - (second % 60), counts);
}

async function writeMinute(at: number, counts: Record<string, number>): Promise<void> {
  await redis.hset(keys.count('m', at), counts);
  await redis.hset(keys.count('h', at - (at % HOUR)), counts);
}

/** Reads until there is nothing more to read. */
async function readAll(history: MinuteHistory): Promise<void> {
  await vi.waitFor(async () => {
    await history.refresh();
    expect(history.isLoaded).toBe(true);
  });
}

const flood = (from: number) =>
  Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`r|made-up-${from + index}`, 1]));

test('a rule may ask for a name that was dropped among many: its counts are read again', async () => {
  await write(now - 600, { 'r|rare': 3 });
  for (let age = 1; age < 4; age += 1) await write(now - age * 120, flood(age * 600));
  const windows = new Windows(redis);
  const history = new MinuteHistory(redis);
  await windows.refresh();
  await readAll(history);
  const known = () => [windows.rings.sum(['r|rare'], 0, now), history.rings.sum(['r|rare'], 0, now)];
  expect(known()).toEqual([0, 0]);

  windows.keep(new Set(['r|rare']));
  history.keep(new Set(['r|rare']));
  expect(history.isLoaded).toBe(false);
  await readAll(history);
  expect(known()).toEqual([3, 3]);
});
