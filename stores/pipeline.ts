import type { Redis } from 'ioredis';
import type { Hop, PartitionBooks, Pipeline, ProcessPresence } from '#contracts/pipeline';
import { env } from '#infra/env';
import type { Percentiles } from '#infra/latency';
import { readBehind } from './behind.ts';
import { readBooks } from './books.ts';
import { type HopReport, readHops } from './hops.ts';
import { livePresences } from './presence.ts';
import { readTopic } from './topic.ts';

/** A Kafka that no relay has heard of for this long counts as down. */
const KAFKA_SILENT_MS = 5_000;

/** Every hop and the books, as of now. Throws when Redis is away. */
export async function readPipeline(redis: Redis): Promise<Pipeline> {
  const [topic, processes] = await Promise.all([readTopic(redis), livePresences(redis)]);
  const [partitions, reports, behind] = await Promise.all([
    topic ? readBooks(redis, topic) : [],
    readHops(
      redis,
      processes.map((process) => process.id),
    ),
    readBehind(redis),
  ]);
  const epoch = topic?.epoch ?? 1;
  return {
    at: new Date().toISOString(),
    topic: env().KAFKA_TOPIC,
    epoch,
    hops: toHops(
      processes,
      reports,
      partitions.filter((each) => each.epoch === epoch),
      topic?.partitions ?? 0,
    ),
    processes,
    partitions,
    behind,
    books: sumBooks(partitions),
  };
}

function toHops(
  processes: ProcessPresence[],
  reports: Map<string, HopReport>,
  partitions: PartitionBooks[],
  expected: number,
): Hop[] {
  const of = (role: ProcessPresence['role']) =>
    processes.filter((process) => process.role === role).map(({ id }) => reports.get(id) ?? null);
  const collectors = of('collector');
  const relays = of('relay');
  const webs = of('web');
  const heard = relays.filter((report) => report !== null);
  const kafkaUp = heard.some((report) => Date.now() - (report.kafkaAnsweredAt ?? 0) < KAFKA_SILENT_MS);
  const owned = partitions.filter((each) => each.owner !== null).length;
  const backlog = total(partitions, 'pending') + total(partitions, 'unread');
  const browsers = sum(webs.map((report) => report?.browsers ?? 0));
  const server = merge(webs);
  return [
    {
      ...merge(collectors),
      id: 'collector',
      // One that has said nothing yet waits for Kafka to begin.
      state:
        collectors.length === 0 ? 'off' : collectors.some((report) => report && !report.isStuck) ? 'ok' : 'waiting',
      lag: sum(collectors.map((report) => report?.waiting ?? 0)),
      members: collectors.length,
    },
    {
      ...merge([]),
      ...slowest(relays.map((report) => report?.latencyBefore)),
      id: 'kafka',
      state: kafkaUp ? 'ok' : relays.length === 0 ? 'waiting' : 'down',
      rate: sum(heard.map((report) => report.kafkaRate ?? 0)),
      lag: total(partitions, 'toCome'),
      members: expected,
    },
    {
      ...merge(relays),
      id: 'relay',
      state: relays.length === 0 ? 'down' : expected > 0 && owned === expected ? 'ok' : 'waiting',
      lag: total(partitions, 'toCome'),
      members: relays.length,
    },
    // All of this was read from it; of a Redis that is away browsers are told by the answer to their subscription.
    {
      ...merge([]),
      ...slowest(webs.map((report) => report?.latencyBefore)),
      id: 'redis',
      state: 'ok',
      rate: server.rate,
      lag: backlog,
      members: 1,
    },
    {
      ...server,
      id: 'server',
      state: webs.some((report) => report !== null) ? 'ok' : 'down',
      lag: backlog,
      members: webs.length,
    },
    // That nobody looks is no fault.
    {
      ...merge([]),
      ...slowest(webs.map((report) => report?.latencyAfter)),
      id: 'browser',
      state: 'ok',
      lag: 0,
      members: browsers,
    },
  ];
}

function merge(reports: (HopReport | null)[]): Omit<Hop, 'id' | 'state' | 'lag' | 'members'> {
  const present = reports.filter((report) => report !== null);
  const errors = present.map((report) => report.lastError).filter((error) => error !== null);
  return {
    rate: sum(present.map((report) => report.rate)),
    ...slowest(present.map((report) => report.latency)),
    lastError: errors.sort((a, b) => b.at.localeCompare(a.at))[0] ?? null,
  };
}

/** Each of the slowest process: those of several can't be merged without all their records. */
function slowest(all: (Percentiles | null | undefined)[]): Pick<Hop, 'p50Ms' | 'p99Ms'> {
  const known = all.filter((each) => each !== null && each !== undefined);
  if (known.length === 0) return { p50Ms: null, p99Ms: null };
  return {
    p50Ms: Math.max(...known.map(({ p50Ms }) => p50Ms)),
    p99Ms: Math.max(...known.map(({ p99Ms }) => p99Ms)),
  };
}

const SUMMED = [
  'relayed',
  'toCome',
  'counted',
  'duplicates',
  'rejected',
  'late',
  'future',
  'pending',
  'unread',
  'rejectsWaiting',
  'gaps',
  'lost',
  'doubled',
] as const;

function sumBooks(partitions: PartitionBooks[]): Pipeline['books'] {
  const sums = Object.fromEntries(SUMMED.map((name) => [name, total(partitions, name)])) as Record<
    (typeof SUMMED)[number],
    number
  >;
  return { ...sums, balanced: sums.lost === 0 && sums.doubled === 0 };
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const total = (partitions: PartitionBooks[], name: (typeof SUMMED)[number]) =>
  sum(partitions.map((each) => each[name]));
