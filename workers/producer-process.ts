import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { Counter } from 'prom-client';
import { createKafka, createProducer, ensureTopics, type ProducerQueue } from '#infra/kafka';
import { createLogger, type Logger } from '#infra/logger';
import { createRegistry, serveMetrics } from '#infra/metrics';
import { createRedis } from '#infra/redis';
import { type Closer, onShutdown } from '#infra/shutdown';
import { startWatchdog } from '#infra/watchdog';
import { startHeartbeat } from '#stores/presence';

/** A send that Kafka has not answered for this long ends the process. */
const SEND_LIMIT_MS = 30_000;

/** `id`: of this process, by which its heartbeat is known. */
type Parts = { redis: Redis; producer: ProducerQueue; log: Logger; id: string };
/** `counter`: the metric of records acknowledged. `begin` is called when Kafka takes records; what it gives ends it. */
type Options = { role: 'collector' | 'simulator'; counter: string; begin: (parts: Parts) => Promise<Closer> };

/** A process that writes to Kafka: clients, heartbeat, metrics and watchdog around what it does. */
export async function runProducer({ role, counter, begin }: Options): Promise<void> {
  const log = createLogger(role);
  const redis = createRedis(log);
  const kafka = createKafka(log, `yeoul-${role}`);
  const producer = createProducer(kafka);
  const id = `${role}-${randomUUID()}`;
  const heartbeat = startHeartbeat(redis, log, role, id);

  log.info('Waiting for Kafka');
  await producer.connect();
  await ensureTopics(kafka);
  const work = await begin({ redis, producer, log, id });

  const registry = createRegistry(role);
  new Counter({
    name: counter,
    help: 'Records that Kafka acknowledged to this process',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(producer.stats.acknowledged);
    },
  });
  const metrics = await serveMetrics(registry);
  const waitingSince = () => producer.stats.waitingSince ?? Date.now();
  const watchdog = startWatchdog(log, 'Kafka does not acknowledge', SEND_LIMIT_MS, waitingSince);

  onShutdown(log, [
    { name: 'watchdog', close: () => watchdog.stop() },
    work,
    { name: 'heartbeat', close: () => heartbeat.stop() },
    { name: 'producer', close: () => producer.close() },
    { name: 'metrics', close: () => metrics.close() },
    { name: 'redis', close: () => redis.quit() },
  ]);
}
