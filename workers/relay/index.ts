import { randomUUID } from 'node:crypto';
import { Counter, Gauge } from 'prom-client';
import { createKafka, createProducer, ensureTopics } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { createRegistry, serveMetrics } from '#infra/metrics';
import { createRates } from '#infra/rates';
import { createRedis, untilReady } from '#infra/redis';
import { onShutdown } from '#infra/shutdown';
import { startWatchdog } from '#infra/watchdog';
import { startReports } from '#stores/hops';
import { startHeartbeat } from '#stores/presence';
import { registerTopic } from '#stores/topic';
import { startGroupOffsets } from './group-offsets.ts';
import { Relay } from './relay.ts';

/** kafkajs can stop without a word: no fetch, batch or heartbeat for this long ends the process. */
const NO_PROGRESS_MS = 8_000;
/** The consumer fetches ten times a second and the admin asks for offsets twice, so silence is a dead connection. */
const SILENCE_LIMIT_MS = 3_000;

const log = createLogger('relay');
let relay: Relay | undefined;
const owner = `relay-${randomUUID()}`;
const redis = createRedis(log);
const kafka = createKafka(log, 'yeoul-relay', {
  silenceLimitMs: SILENCE_LIMIT_MS,
  onUnknownTopic: () => relay?.onUnknownTopic(),
});
const producer = createProducer(createKafka(log, 'yeoul-relay'));
const admin = kafka.admin();
const heartbeat = startHeartbeat(redis, log, 'relay', owner);

log.info('Waiting for Kafka');
await Promise.all([producer.connect(), admin.connect()]);
const partitions = await ensureTopics(kafka);
log.info('Waiting for Redis');
await untilReady(redis);
const topic = await registerTopic(redis, partitions);

relay = new Relay({ redis, kafka, admin, producer, log, owner, topic });
await relay.start();
const groupOffsets = startGroupOffsets(redis, admin, log, owner);
log.info({ partitions }, 'Relaying');

const registry = createRegistry('relay');
new Counter({
  name: 'yeoul_relayed_total',
  help: 'Records appended to Redis Streams by this process',
  registers: [registry],
  collect() {
    this.reset();
    this.inc(relay.stats.relayed);
  },
});
new Gauge({
  name: 'yeoul_leased_partitions',
  help: 'Partitions this relay holds',
  registers: [registry],
  collect() {
    this.set(relay.held());
  },
});
const metrics = await serveMetrics(registry);

const rates = createRates();
const reports = startReports(redis, log, owner, () => {
  const { relayed, kafkaAdded, kafkaAnsweredAt, lastError } = relay.stats;
  const [rate, kafkaRate] = rates([relayed, kafkaAdded]) as [number, number];
  const [latency, latencyBefore] = [relay.latency.percentiles(), relay.kafkaLatency.percentiles()];
  return { rate, kafkaRate, latency, latencyBefore, lastError, kafkaAnsweredAt };
});

const watchdog = startWatchdog(log, 'No progress from Kafka', NO_PROGRESS_MS, () => relay.lastProgressAt);

onShutdown(log, [
  { name: 'watchdog', close: () => watchdog.stop() },
  { name: 'reporting', close: () => reports.stop() },
  { name: 'group offsets', close: () => groupOffsets.stop() },
  { name: 'relay', close: () => relay.stop() },
  { name: 'heartbeat', close: () => heartbeat.stop() },
  { name: 'producer', close: () => producer.close() },
  { name: 'admin', close: () => admin.disconnect() },
  { name: 'metrics', close: () => metrics.close() },
  { name: 'redis', close: () => redis.quit() },
]);
