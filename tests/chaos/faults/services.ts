import { readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKafka, createTopics } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { isPortOpen } from '#scripts/ports';
import type { NativeService } from '#scripts/services/service';
import { until } from '#tests/helpers/until';
import type { Cluster } from '../cluster.ts';
import type { Fault } from './fault.ts';
import { withRedis } from './redis-state.ts';

/** What a crash of the machine may take of Redis' log: about its last second. */
const TAIL_BYTES = 20_000;
const MEMORY_FULL_MS = 4_000;

async function kill(service: NativeService): Promise<void> {
  const pid = service.pid();
  if (!pid) throw new Error(`${service.address} does not run`);
  process.kill(pid, 'SIGKILL');
  // Its supervisor starts it again after 250 ms; what a fault does to its files has to be done before.
  while (service.pid() === pid) await sleep(2);
}

/** Cuts the newest append-only file off, most likely in the middle of a command. */
function tearTail(redisFolder: string, bytes: number): void {
  const folder = path.join(redisFolder, 'appendonlydir');
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.incr.aof'))
    .map((name) => path.join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest) truncateSync(newest, Math.max(0, statSync(newest).size - bytes));
}

async function recreateTopic(cluster: Cluster): Promise<void> {
  const { KAFKA_TOPIC: topic } = cluster.stack.env;
  const log = createLogger('chaos');
  log.level = 'silent';
  const admin = createKafka(log, 'chaos', { brokers: [cluster.kafka.address] }).admin();
  await admin.connect();
  try {
    await admin.deleteTopics({ topics: [topic] });
    await until('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
    await createTopics(admin, [{ topic, numPartitions: 6 }]);
  } finally {
    await admin.disconnect();
  }
}

export const SERVICE_FAULTS: Fault[] = [
  {
    kind: 'redis-kill',
    async inject({ cluster }) {
      const since = Date.now();
      await kill(cluster.redis);
      return { since, target: 'redis' };
    },
  },
  {
    kind: 'redis-torn',
    async inject({ cluster, choose }) {
      const since = Date.now();
      await kill(cluster.redis);
      const bytes = choose([1, 7, 300, 4_000, TAIL_BYTES]);
      tearTail(cluster.redisFolder, bytes);
      return { since, target: `redis, ${bytes} bytes cut off` };
    },
  },
  {
    kind: 'redis-full',
    async inject({ cluster }) {
      await withRedis(cluster, (redis) => redis.config('SET', 'maxmemory', '1mb'));
      await sleep(MEMORY_FULL_MS);
      await withRedis(cluster, (redis) => redis.config('SET', 'maxmemory', '0'));
      return { since: Date.now(), target: 'redis at maxmemory' };
    },
  },
  {
    kind: 'kafka-kill',
    async inject({ cluster }) {
      await kill(cluster.kafka);
      await until('its port is open again', () => isPortOpen(cluster.brokerPort));
      return { since: Date.now(), target: 'kafka' };
    },
  },
  {
    kind: 'topic-recreate',
    async inject({ cluster, producer, drained }) {
      await producer.stop();
      await drained();
      producer.forgetRecent();
      await recreateTopic(cluster);
      const since = Date.now();
      await producer.start();
      return { since, target: 'the topic' };
    },
  },
];
