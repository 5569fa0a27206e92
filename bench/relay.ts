import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { fillTopic } from './produce.ts';

/**
 * Relay and fold from a backlog: `KAFKA_BROKERS=… REDIS_URL=… npx tsx bench/relay.ts 400000`, after `npm run build`.
 * Prints events a second and CPU seconds per million for dist/relay.js alone, then for dist/web.js alone.
 */
const count = Number(process.argv[2] ?? 400_000);
const id = randomUUID().slice(0, 8);
const settings = {
  KAFKA_TOPIC: `bench-${id}`,
  KAFKA_DLQ_TOPIC: `bench-${id}.dlq`,
  KEY_PREFIX: `bench-${id}:`,
  STREAM_MAX_ENTRIES: String(count),
  LOG_LEVEL: 'warn',
};
Object.assign(process.env, settings);

const redis = createRedis(createLogger('bench'));

async function sumOf(field: string): Promise<number> {
  const values = await Promise.all(Array.from({ length: 6 }, (_, p) => redis.hget(partitionKeys(p, 1).books, field)));
  return values.reduce((sum, value) => sum + Number(value ?? 0), 0);
}

/** Time from the first to the last of the events that a process moves, and what it took of the CPU. */
async function measure(name: string, script: string, field: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '4191' },
    stdio: 'inherit',
  });
  let startedAt = 0;
  for (;;) {
    const done = await sumOf(field);
    if (done > 0 && startedAt === 0) startedAt = performance.now();
    if (done >= count) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `${name}: ${Math.round(count / seconds).toLocaleString('en')} events/s (${count} in ${seconds.toFixed(2)} s)`,
  );
  return child;
}

await fillTopic(settings.KAFKA_TOPIC, count);
console.log(`${count} events are in ${settings.KAFKA_TOPIC}`);
const relay = await measure('relay', 'dist/relay.js', 'relayed');
relay.kill('SIGTERM');
const web = await measure('web', 'dist/web.js', 'counted');
web.kill('SIGTERM');
await redis.quit();
process.exit(0);
