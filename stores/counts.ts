import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type Counts, STEPS } from '#contracts/api';
import { categoryOf } from '#contracts/categories';
import { env } from '#infra/env';
import { GRANULARITY_SECONDS, type Granularity, partitionKeys } from '#infra/keys';
import { partitionsOf, readTopic } from './topic.ts';

const MAX_WINDOWS = 11_000;
const READS_PER_PIPELINE = 2_000;
const GRANULARITY_OF_STEP = { '1s': 's', '1m': 'm', '1h': 'h' } as const;

const Time = z.iso.datetime({ offset: true, message: 'must be an ISO 8601 time such as 2026-01-31T12:00:00Z' });

/** Query of GET /api/counts. `from` is included, `to` excluded; both are cut to the step. */
export const CountsQuery = z
  .strictObject({
    from: Time,
    to: Time,
    step: z.enum(STEPS),
    by: z.enum(['event', 'category']).default('event'),
    traffic: z.enum(['all', 'real', 'simulated']).default('all'),
  })
  .superRefine((query, context) => {
    const size = GRANULARITY_SECONDS[GRANULARITY_OF_STEP[query.step]];
    const windows = (Date.parse(query.to) - Date.parse(query.from)) / 1_000 / size;
    if (windows < 0) context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
    else if (windows > MAX_WINDOWS) {
      context.addIssue({
        code: 'custom',
        path: ['step'],
        message: `gives ${Math.ceil(windows)} windows; at most ${MAX_WINDOWS} are allowed`,
      });
    }
    const keptSeconds = env().SECONDS_KEPT_HOURS * 3_600;
    if (query.step === '1s' && Date.parse(query.from) / 1_000 < Math.floor(Date.now() / 1_000) - keptSeconds) {
      context.addIssue({
        code: 'custom',
        path: ['from'],
        message: `seconds are kept for ${env().SECONDS_KEPT_HOURS} h; use step=1m or a later from`,
      });
    }
  });
export type CountsQuery = z.infer<typeof CountsQuery>;

/** Exact counts by event time, read from the shared aggregates of all partitions and epochs. */
export async function readCounts(redis: Redis, query: CountsQuery): Promise<Counts> {
  const granularity: Granularity = GRANULARITY_OF_STEP[query.step];
  const size = GRANULARITY_SECONDS[granularity];
  const from = cut(query.from, size);
  const to = cut(query.to, size);
  const series = new Map<string, Map<number, number>>();
  let total = 0;
  await eachWindow(redis, granularity, from, to, (window, fields) => {
    for (const [field, text] of Object.entries(fields)) {
      if (!isCount(field) || !isAsked(field, query.traffic)) continue;
      const name = query.by === 'category' ? categoryOf(field.slice(2)) : field.slice(2);
      let points = series.get(name);
      if (!points) {
        points = new Map();
        series.set(name, points);
      }
      points.set(window, (points.get(window) ?? 0) + Number(text));
      total += Number(text);
    }
  });
  const iso = (second: number) => new Date(second * 1_000).toISOString();
  return {
    from: iso(from),
    to: iso(to),
    step: query.step,
    series: [...series]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, points]) => ({
        name,
        points: [...points].sort(([a], [b]) => a - b).map(([at, count]) => [iso(at), count]),
      })),
    total,
  };
}

/** Beside the counts by name there are revenue, and what rules ask for. */
const isCount = (field: string): boolean => field[1] === '|';

function isAsked(field: string, traffic: CountsQuery['traffic']): boolean {
  return traffic === 'all' || (field[0] === 'r') === (traffic === 'real');
}

async function eachWindow(
  redis: Redis,
  granularity: Granularity,
  from: number,
  to: number,
  visit: (window: number, fields: Record<string, string>) => void,
): Promise<void> {
  const topic = await readTopic(redis);
  if (!topic) return;
  const asked: { key: string; window: number }[] = [];
  for (const { partition, epoch } of partitionsOf(topic)) {
    const keys = partitionKeys(partition, epoch);
    for (let window = from; window < to; window += GRANULARITY_SECONDS[granularity])
      asked.push({ key: keys.count(granularity, window), window });
  }
  for (let at = 0; at < asked.length; at += READS_PER_PIPELINE) {
    const slice = asked.slice(at, at + READS_PER_PIPELINE);
    const pipeline = redis.pipeline();
    for (const { key } of slice) pipeline.hgetall(key);
    const answers = (await pipeline.exec()) ?? [];
    slice.forEach(({ window }, index) => {
      const [error, fields] = answers[index] as [Error | null, unknown];
      if (error) throw error;
      visit(window, fields as Record<string, string>);
    });
  }
}

function cut(time: string, size: number): number {
  const second = Math.floor(Date.parse(time) / 1_000);
  return second - (((second % size) + size) % size);
}
