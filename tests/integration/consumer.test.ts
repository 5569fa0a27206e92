import { randomUUID } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { StreamConsumer } from '#server/consume/consumer';
import { append, openStream } from '#stores/streams';
import { registerTopic } from '#stores/topic';
import { removeKeys } from '#tests/helpers/redis';
import { until } from '#tests/helpers/until';

const prefix = `test-${randomUUID()}:`;
vi.stubEnv('KEY_PREFIX', prefix);
const log = createLogger('consumer-test');
const redis = createRedis(log);
const keys = partitionKeys(0, 1);

afterAll(async () => {
  await removeKeys(redis, prefix);
  await redis.quit();
});

test('what waits in the streams is counted for rules too, however late those are known', async () => {
  const event = { type: 'track', event: 'Order Completed', userId: 'a', timestamp: new Date().toISOString() };
  const record = { offset: 0, timestamp: '0', key: null, value: Buffer.from(JSON.stringify(event)) };
  await registerTopic(redis, 1);
  await openStream(redis, keys, 0);
  await append(redis, keys, { handled: -1, last: 0, kafkaHigh: '1', records: [record] });

  let tries = 0;
  let asked: string[] = [];
  const prepare = async () => {
    tries += 1;
    if (tries === 1) throw new Error('Redis does not answer yet');
    asked = ['filter'];
  };
  const consumer = new StreamConsumer(
    redis,
    log,
    { onEvent: () => {}, onCounted: () => {} },
    () => ({ counts: asked, sums: [], users: [], ranks: [] }),
    prepare,
  );
  consumer.start();
  const minute = Math.floor(Date.parse(event.timestamp) / 60_000) * 60;
  const counted = await until('it is counted', async () => {
    const fields = await redis.hgetall(keys.count('m', minute));
    return Object.keys(fields).length > 0 && fields;
  });
  await consumer.stop();
  expect(counted).toEqual({ 'r|Order Completed': '1', 'r~filter': '1' });
});
