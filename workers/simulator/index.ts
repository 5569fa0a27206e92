import { randomUUID } from 'node:crypto';
import { Counter } from 'prom-client';
import { createKafka, createProducer, ensureTopics } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { createRegistry, serveMetrics } from '#infra/metrics';
import { createRedis } from '#infra/redis';
import { onShutdown } from '#infra/shutdown';
import { startWatchdog } from '#infra/watchdog';
import { startHeartbeat } from '#stores/presence';
import { startQueue } from './queue.ts';

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

const queue = startQueue(redis, producer, log);
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

const watchdog = startWatchdog(
  log,
  'Kafka does not acknowledge',
  SEND_LIMIT_MS,
  () => producer.stats.waitingSince ?? Date.now(),
);

onShutdown(log, [
  { name: 'watchdog', close: () => watchdog.stop() },
  { name: 'simulations', close: () => queue.stop() },
  { name: 'heartbeat', close: () => heartbeat.stop() },
  { name: 'producer', close: () => producer.close() },
  { name: 'metrics', close: () => metrics.close() },
  { name: 'redis', close: () => redis.quit() },
]);
