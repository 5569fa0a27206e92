import { randomUUID } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { Busiest } from '#server/live/busiest';
import { registerTopic } from '#stores/topic';
import { removeKeys } from '#tests/helpers/redis';

const prefix = `test-${randomUUID()}:`;
vi.stubEnv('KEY_PREFIX', prefix);
vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
const redis = createRedis(createLogger('busiest-test'));
const minute = Math.floor(Date.now() / 60_000) * 60;

afterAll(async () => {
  await removeKeys(redis, prefix);
  await redis.quit();
});

test('the busiest of a minute that is over are known to a server that starts later', async () => {
  await registerTopic(redis, 2);
  const [first, second] = [partitionKeys(0, 1), partitionKeys(1, 1)];
  await redis.zadd(first.perUser('r', minute - 60), 500, 'bot', 3, 'shopper');
  await redis.zadd(second.perUser('r', minute - 60), 9, 'reader');
  await redis.zadd(first.perUser('s', minute), 7, 'simulated');
  const viewed = (key: string) => (kind: 'r' | 's', at: number) =>
    kind === 'r'
      ? Array.from({ length: 30 }, (_, index) => ({ key: `${key} ${index}`, minute: at, count: index }))
      : [];
  await new Busiest(redis).refresh(viewed('Shoes'));

  // What is only kept for some minutes is gone.
  await redis.del(first.perUser('r', minute - 60), second.perUser('r', minute - 60));
  vi.setSystemTime((minute + 120) * 1_000);
  const later = new Busiest(redis);
  await later.refresh(() => []);
  expect(later.at('user', 'r', minute).sort((a, b) => b.count - a.count)).toEqual([
    { key: 'bot', minute: minute - 60, count: 500 },
    { key: 'reader', minute: minute - 60, count: 9 },
    { key: 'shopper', minute: minute - 60, count: 3 },
  ]);
  expect(later.oldest('user', 'r')).toBe(minute - 60);
  // The minute that was not over has not been written down; of products the most viewed.
  expect(later.at('user', 's', minute)).toEqual([]);
  expect(later.at('product', 'r', minute).map(({ count }) => count)).toEqual(
    Array.from({ length: 20 }, (_, index) => 29 - index),
  );
});

test('one of many busy users is known while the minute lasts', async () => {
  const keys = partitionKeys(0, 1);
  const now = Math.floor(Date.now() / 60_000) * 60;
  const members = Array.from({ length: 60 }, (_, index) => [1_000 - index, `busy ${index}`]).flat();
  await redis.zadd(keys.perUser('r', now), ...members);
  const busiest = new Busiest(redis);
  await busiest.refresh(() => []);
  expect(busiest.at('user', 'r', now).find(({ key }) => key === 'busy 59')?.count).toBe(941);
});

test('what a rule asks for is ranked as long as it does, and known to a server that starts later', async () => {
  const now = Math.floor(Date.now() / 60_000) * 60;
  const before = now - 60;
  await redis.zadd(partitionKeys(0, 1).perUser('r', before, 'user.x'), 7, 'bot');
  await redis.zadd(partitionKeys(1, 1).perUser('r', before, 'user.x'), 2, 'shopper');
  const busiest = new Busiest(redis);
  await busiest.refresh(() => [], ['user.x']);
  const known = [
    { key: 'bot', minute: before, count: 7 },
    { key: 'shopper', minute: before, count: 2 },
  ];
  expect(busiest.at('user.x', 'r', now)).toEqual(known);
  await redis.del(partitionKeys(0, 1).perUser('r', before, 'user.x'));
  vi.setSystemTime((now + 120) * 1_000);
  const later = new Busiest(redis);
  await later.refresh(() => [], ['user.x']);
  expect([later.at('user.x', 'r', now), later.oldest('user.x', 'r')]).toEqual([known, before]);
  await later.refresh(() => []);
  expect([later.at('user.x', 'r', now), later.oldest('user.x', 'r')]).toEqual([[], null]);
});
