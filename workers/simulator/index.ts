import { randomUUID } from 'node:crypto';
import { DelayedError, Worker } from 'bullmq';
import { Counter } from 'prom-client';
import { createKafka, createProducer, ensureTopics } from '#infra/kafka';
import { globalKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRegistry, serveMetrics } from '#infra/metrics';
import { createRedis } from '#infra/redis';
import { onShutdown } from '#infra/shutdown';
import { startHeartbeat } from '#stores/presence';
import { SIMULATION_QUEUE } from '#stores/simulations';
import { runSimulation } from './run.ts';

const AT_ONCE = 4;
/** A dead simulator's runs are taken up again after at most these two together. */
const LOCK_MS = 4_000;
const STALLED_EVERY_MS = 2_000;
/** A send that Kafka has not answered for this long ends the process; the run is taken up again exactly. */
const SEND_LIMIT_MS = 30_000;

const log = createLogger('simulator');
const redis = createRedis(log);
const kafka = createKafka(log, 'yeoul-simulator');
const producer = createProducer(kafka);
const heartbeat = startHeartbeat(redis, log, 'simulator', `simulator-${randomUUID()}`);

log.info('Waiting for Kafka');
await producer.connect();
await ensureTopics(kafka);

let stopping = false;
// Its own connections, one of them blocking: no time limit on commands.
const connection = createRedis(log, { commandTimeout: undefined });
const worker = new Worker(
  SIMULATION_QUEUE,
  async (job, token) => {
    const { id } = job.data as { id: string };
    log.info({ id }, 'Simulation runs');
    const outcome = await runSimulation({ redis, producer, isStopping: () => stopping }, id);
    log.info({ id, outcome }, 'Simulation left');
    if (outcome === 'released') {
      await job.moveToDelayed(Date.now() + 100, token);
      throw new DelayedError();
    }
  },
  {
    connection,
    prefix: globalKeys().queuePrefix,
    concurrency: AT_ONCE,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_EVERY_MS,
    maxStalledCount: 1_000,
  },
);
worker.on('error', (error) =>
  log.warn({ error: error.message }, 'The queue of simulations did not answer, trying again'),
);
worker.on('failed', (job, error) => log.error({ id: job?.id, error: error.message }, 'A simulation failed'));
log.info('Ready to simulate');

const registry = createRegistry('simulator');
new Counter({
  name: 'yeoul_simulated_total',
  help: 'Records that Kafka acknowledged to this process',
  registers: [registry],
  collect() {
    this.reset();
    this.inc(producer.stats.acknowledged);
  },
});
const metrics = await serveMetrics(registry);

const watchdog = setInterval(() => {
  const waitedMs = producer.stats.waitingSince ? Date.now() - producer.stats.waitingSince : 0;
  if (waitedMs < SEND_LIMIT_MS) return;
  log.fatal({ waitedMs }, 'Kafka does not acknowledge; exiting so that the supervisor starts this process again');
  process.exit(1);
}, 1_000);

onShutdown(log, [
  { name: 'watchdog', close: () => clearInterval(watchdog) },
  {
    name: 'simulations',
    close: () => {
      stopping = true;
      return worker.close();
    },
  },
  { name: 'heartbeat', close: () => heartbeat.stop() },
  { name: 'producer', close: () => producer.close() },
  { name: 'metrics', close: () => metrics.close() },
  { name: 'queue connection', close: () => connection.quit() },
  { name: 'redis', close: () => redis.quit() },
]);
