import { expect, test } from 'vitest';
import type { Health } from '#contracts/api';
import type { Simulation } from '#contracts/simulation';
import { get, postSimulation } from '#tests/helpers/http';
import { ownKafka, ownRedis } from '#tests/helpers/own-services';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { stackForTest, untilCounted } from '#tests/helpers/run';
import type { Stack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

/** Health answers 503, and the dependency is what `isAway` expects. */
function untilAway(stack: Stack, isAway: (dependencies: Health['dependencies']) => boolean): Promise<true> {
  return until('health says that it is away', async () => {
    const response = await fetch(`${stack.url}/api/health`);
    return response.status === 503 && isAway(((await response.json()) as Health).dependencies);
  });
}

test('with Redis away health says so, and all is counted once when it is back', async () => {
  const redis = await ownRedis();
  await redis.start();
  const stack = await stackForTest({ relay: 1, web: 1, env: { REDIS_URL: redis.address } });
  const pids = { ...stack.pids };
  await produce(stack, eventsOfNow(2_000, 'before'));
  await untilCounted(stack, 2_000);
  const firstTotal = async () => /data-testid="total-events">([^<]*)</.exec(await (await fetch(stack.url)).text())?.[1];
  await until('the page comes with it', async () => (await firstTotal()) === '2,000');

  await redis.stop();
  await untilAway(stack, ({ redis }) => redis.state === 'down');
  expect(await firstTotal()).toBeUndefined();
  const { error } = await get<{ error: { code: string } }>(`${stack.url}/api/pipeline`);
  expect(error.code).toBe('redis_unavailable');
  await produce(stack, eventsOfNow(3_000, 'meanwhile'));

  await redis.start();
  const { books } = await untilCounted(stack, 5_000);
  expect(books).toMatchObject({ counted: 5_000, duplicates: 0, lost: 0, doubled: 0 });
  expect(stack.pids).toEqual(pids);
});

test('a relay that starts before Redis waits for it', async () => {
  const redis = await ownRedis();
  const env = { REDIS_URL: redis.address, LOG_LEVEL: 'debug' };
  const stack = await stackForTest({ relay: 1, web: 0, env });
  const pids = { ...stack.pids };
  const said = (text: string) => stack.logOf('relay').split(text).length - 1;
  await until('it waits', async () => said('Waiting for Redis') === 1);
  // Heartbeats go on each second, so a command sent while waiting has run into its limit of 2 s by the fourth failure.
  await until('commands fail', async () => said('Command timed out') >= 4 || stack.pids.relay === undefined);

  await redis.start();
  await until('it relays', async () => said('"Relaying"') === 1 || stack.pids.relay === undefined);
  expect(stack.pids).toEqual(pids);
});

test('with Kafka away health says so, and all is counted once when it is back', async () => {
  const kafka = await ownKafka();
  await kafka.start();
  const stack = await stackForTest({ relay: 1, web: 1, supervise: true, env: { KAFKA_BROKERS: kafka.address } });
  await produce(stack, eventsOfNow(2_000, 'before'));
  await untilCounted(stack, 2_000);

  await kafka.stop();
  await untilAway(stack, ({ kafka }) => kafka.state !== 'ok');

  await kafka.start();
  await produce(stack, eventsOfNow(3_000, 'after'));
  const { books } = await untilCounted(stack, 5_000);
  expect(books).toMatchObject({ counted: 5_000, duplicates: 0, lost: 0, doubled: 0 });
});

test.each(['Kafka', 'Redis'] as const)(
  'started before both, with %s last, every process waits and begins',
  async (last) => {
    const [kafka, redis] = await Promise.all([ownKafka(), ownRedis()]);
    const env = { KAFKA_BROKERS: kafka.address, REDIS_URL: redis.address };
    const stack = await stackForTest({ relay: 1, web: 1, simulator: 1, atOnce: true, env });
    const pids = { ...stack.pids };
    await untilAway(stack, ({ redis }) => redis.state === 'down');
    expect((await fetch(stack.url)).status).toBe(200);

    await (last === 'Kafka' ? redis : kafka).start();
    if (last === 'Kafka') await untilAway(stack, ({ kafka, redis }) => redis.state === 'ok' && kafka.state !== 'ok');
    await (last === 'Kafka' ? kafka : redis).start();
    await stack.untilHealthy();
    await produce(stack, eventsOfNow(1_000, 'then'));
    const { books } = await untilCounted(stack, 1_000);
    expect(books).toMatchObject({ counted: 1_000, duplicates: 0, lost: 0, doubled: 0 });
    expect(stack.pids).toEqual(pids);
  },
);

test('a simulation goes on when Redis hangs for longer than a command may take', async () => {
  const redis = await ownRedis();
  await redis.start();
  const stack = await stackForTest({ relay: 1, web: 1, simulator: 1, env: { REDIS_URL: redis.address } });
  const simulate = () => postSimulation(stack.url, { scenario: 'normal', rate: 500, seconds: 6 });
  const { id } = (await (await simulate()).json()) as { id: string };
  const read = () => get<Simulation>(`${stack.url}/api/simulations/${id}`);
  await until('it runs', async () => (await read()).acknowledged > 500);

  await redis.freeze();
  // Each waits as long as a command may take, so the run's own commands have failed by then.
  for (let n = 0; n < 2; n += 1) expect((await simulate()).status).toBe(503);
  redis.thaw();

  const over = await until('it is over', async () => {
    const simulation = await read();
    return simulation.endedAt ? simulation : null;
  });
  expect(over).toMatchObject({ state: 'done', acknowledged: 3_000 });
  const { books } = await untilCounted(stack, 3_000);
  expect(books).toMatchObject({ counted: 3_000, lost: 0, doubled: 0 });
});
