import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKafka, createProducer, ensureTopics } from '#infra/kafka';
import { partitionKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { readHops } from '#stores/hops';
import { livePresences } from '#stores/presence';
import { benchRecord } from './produce.ts';

/**
 * From the producer's time of a record to its being read from Redis, and the relay's memory, at a steady rate:
 * `KAFKA_BROKERS=… REDIS_URL=… npx tsx bench/relay-latency.ts 5000 60`, after `npm run build`. A relay alone runs.
 */
const rate = Number(process.argv[2] ?? 5_000);
const seconds = Number(process.argv[3] ?? 30);
const SLICE_MS = 10;
const WARM_UP_SECONDS = 3;
const id = randomUUID().slice(0, 8);
Object.assign(process.env, {
  KAFKA_TOPIC: `bench-${id}`,
  KAFKA_DLQ_TOPIC: `bench-${id}.dlq`,
  KAFKA_GROUP: `bench-${id}`,
  KEY_PREFIX: `bench-${id}:`,
  LOG_LEVEL: 'warn',
});
const log = createLogger('bench');

const kafka = createKafka(log, 'yeoul-bench');
const partitions = await ensureTopics(kafka);
const producer = createProducer(kafka);
await producer.connect();
const relay = spawn(process.execPath, ['dist/relay.js'], {
  env: { ...process.env, NODE_ENV: 'production' },
  stdio: 'inherit',
});

const rssMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${relay.pid}/status`, 'utf8'))?.[1]) / 1_024;
const latencies: number[] = [];
let isReading = true;

/** Reads a stream as it grows, and empties it, so that Redis stays small. */
async function follow(partition: number): Promise<void> {
  const redis = createRedis(log, { commandTimeout: undefined });
  const { events } = partitionKeys(partition, 1);
  let last = '0';
  while (isReading) {
    const rows = (await redis.xread('COUNT', 1_000, 'BLOCK', 200, 'STREAMS', events, last))?.[0]?.[1] ?? [];
    const now = Date.now();
    for (const [, fields] of rows) if (now > measureFrom) latencies.push(now - Number(fields[1]));
    last = rows.at(-1)?.[0] ?? last;
    if (rows.length > 0) await redis.xtrim(events, 'MINID', last);
  }
  redis.disconnect();
}

const startedAt = Date.now();
const measureFrom = startedAt + WARM_UP_SECONDS * 1_000;
const followers = Array.from({ length: partitions }, (_, partition) => follow(partition));
const runId = `latency-${startedAt}`;
const total = rate * (seconds + WARM_UP_SECONDS);
const memory: number[] = [];
const reported: string[] = [];
const redis = createRedis(log);
for (let made = 0; made < total; ) {
  const due = Math.min(total, Math.floor(((Date.now() - startedAt) / 1_000) * rate));
  const now = Date.now();
  if (due > made) {
    const first = made;
    void producer.send(
      `bench-${id}`,
      Array.from({ length: due - made }, (_, i) => benchRecord(first + i, runId, now)),
    );
  }
  if (Math.floor(made / rate / 10) < Math.floor(due / rate / 10)) {
    memory.push(Math.round(rssMb()));
    const [relayAlone] = await livePresences(redis);
    const report = relayAlone && (await readHops(redis, [relayAlone.id])).get(relayAlone.id);
    reported.push(`${report?.latency?.p50Ms}/${report?.latency?.p99Ms}`);
  }
  made = due;
  await sleep(SLICE_MS);
}
await sleep(1_000);
isReading = false;
await Promise.all(followers);
latencies.sort((a, b) => a - b);
const percentile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))];
console.log(
  `${latencies.length} events at ${rate}/s, produced → read from Redis: p50 ${percentile(0.5)} ms, ` +
    `p99 ${percentile(0.99)} ms, max ${latencies.at(-1)} ms; by the relay's own report, from a record's being read to Redis' answer, p50/p99 ${reported.join(' ')} ms; relay's memory each 10 s: ${memory.join(' ')} MB`,
);
relay.kill('SIGTERM');
await producer.close();
process.exit(0);
