import { randomUUID } from 'node:crypto';
import { createLogger } from '#infra/logger';
import { createRegistry, serveMetrics } from '#infra/metrics';
import { createRedis } from '#infra/redis';
import { onShutdown } from '#infra/shutdown';
import { startHeartbeat } from '#stores/presence';
import { followOutbox } from './outbox.ts';
import { startQueue } from './queue.ts';

const id = `notifier-${randomUUID()}`;
const log = createLogger('notifier');
const redis = createRedis(log);
const heartbeat = startHeartbeat(redis, log, 'notifier', id);
const queue = startQueue(redis, log);
const outbox = followOutbox(redis, log, id, queue.add);
const metrics = await serveMetrics(createRegistry('notifier'));
log.info('Ready to notify');

onShutdown(log, [
  { name: 'outbox', close: () => outbox.stop() },
  { name: 'notices', close: () => queue.stop() },
  { name: 'heartbeat', close: () => heartbeat.stop() },
  { name: 'metrics', close: () => metrics.close() },
  { name: 'redis', close: () => redis.quit() },
]);
