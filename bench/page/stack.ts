import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createKafka, createProducer } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { startServices } from '#scripts/services/ladder';
import { postSimulation, readPipeline } from '#tests/helpers/http';
import { type Stack, startStack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';
import { benchRecord } from '../produce.ts';

const RANGE_SECONDS = 900;
const HOUR_SECONDS = 3_600;
/** Real events a second, in the past and beside the load, which is simulated: so both kinds of bands show. */
const REAL_RATE = 30;
const MAX_SIMULATION_SECONDS = 3_600;

export type PageStack = { stack: Stack; stop: () => Promise<void> };

/** Kafka, Redis, a relay, a web and a simulator of this run alone, with a past of an hour and the load running. */
export async function startPageStack(rate: number): Promise<PageStack> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yeoul-bench-'));
  const services = await startServices(folder);
  const stopServices = async () => {
    await services.stop();
    await rm(folder, { recursive: true, force: true });
  };
  Object.assign(process.env, {
    KAFKA_BROKERS: services.brokers.join(','),
    REDIS_URL: services.redisUrl,
    LOG_LEVEL: 'warn',
  });
  const undo: (() => Promise<void>)[] = [stopServices];
  const stop = async () => {
    for (const each of undo) await each();
  };
  try {
    const stack = await startStack({ relay: 1, web: 1, simulator: 1 });
    undo.unshift(stack.stop);
    undo.unshift(await produceReal(stack));
    const answer = await postSimulation(stack.url, { scenario: 'normal', rate, seconds: MAX_SIMULATION_SECONDS });
    if (answer.status !== 202) throw new Error(`The load was refused: ${await answer.text()}`);
    return { stack, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Real events: the range's seconds and the same one hour before, then on until told to stop. */
async function produceReal(stack: Stack): Promise<() => Promise<void>> {
  const kafka = createKafka(createLogger('bench'), 'yeoul-bench', { brokers: stack.env.KAFKA_BROKERS.split(',') });
  const producer = createProducer(kafka);
  await producer.connect();
  const now = Date.now();
  let made = 0;
  const send = (fromMs: number, seconds: number) => {
    const records = Array.from({ length: REAL_RATE * seconds }, (_, index) => {
      made += 1;
      return benchRecord(made, `real-${now}`, fromMs + Math.floor((index * 1_000) / REAL_RATE));
    });
    return producer.send(stack.env.KAFKA_TOPIC, records);
  };
  for (const ago of [HOUR_SECONDS, 0]) {
    for (let age = RANGE_SECONDS; age > 0; age -= 10) await send(now - (ago + age) * 1_000, 10);
  }
  const past = made;
  await until(`${past} events of the past are counted`, async () => (await readPipeline(stack)).books.counted >= past);
  const timer = setInterval(() => void send(Date.now() - 1_000, 1), 1_000);
  return async () => {
    clearInterval(timer);
    await producer.close();
  };
}
