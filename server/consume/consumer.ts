import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ParsedEvent } from '#contracts/event';
import { env } from '#infra/env';
import { partitionKeys } from '#infra/keys';
import { Latency } from '#infra/latency';
import type { Logger } from '#infra/logger';
import { partitionsOf, readTopic, type Topic } from '#stores/topic';
import type { FoldLimits, SeriesOf } from './fold.ts';

import { PartitionReader } from './partition-reader.ts';

const TOPIC_EVERY_MS = 1_000;

/** One event that was counted. `id` is epoch, partition and offset with dots: no other event has it. */
export type CountedEvent = {
  id: string;
  event: ParsedEvent;
  value: string;
  recordedMs: number;
  relayedMs: number | null;
  countedMs: number;
};

/** Reads every partition of every epoch; new ones are picked up as relays announce them. */
export class StreamConsumer {
  readonly stats = { applied: 0, errors: 0, lastError: null as { at: string; message: string } | null };
  /** From Kafka's time of a record to its being counted. */
  readonly latency = new Latency();
  /** From a record's append to its being read, and from there to its being counted. */
  readonly redisLatency = new Latency();
  readonly hopLatency = new Latency();
  private readonly readers = new Map<string, PartitionReader>();
  private timer: NodeJS.Timeout | undefined;
  private isPrepared = false;
  /** Fresh in each process: what an earlier one held is claimed, not mistaken for ours. */
  private readonly name = `web-${randomUUID()}`;

  constructor(
    private readonly redis: Redis,
    private readonly log: Logger,
    private readonly hooks: {
      onEvent: (counted: CountedEvent) => void;
      /** Events are part of the shared aggregates. */
      onCounted: () => void;
    },
    private readonly seriesOf: SeriesOf,
    /** Tried until it succeeds before anything is read: what it has to know would be missing in what is counted. */
    private readonly prepare: () => Promise<void>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.openPartitions(), TOPIC_EVERY_MS);
    void this.openPartitions();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.readers.values()].map((reader) => reader.stop()));
  }

  /** When the slowest reader last went round (epoch ms), well or not. */
  get progressAt(): number {
    return Math.min(Date.now(), ...[...this.readers.values()].map((reader) => reader.progressAt));
  }

  private async openPartitions(): Promise<void> {
    const topic = await this.readTopic().catch(() => null);
    if (!topic) return;
    for (const { partition, epoch } of partitionsOf(topic)) {
      const keys = partitionKeys(partition, epoch);
      if (this.readers.has(keys.base)) continue;
      const reader = new PartitionReader(
        this.redis,
        keys,
        this.name,
        {
          limits: foldLimits,
          seriesOf: this.seriesOf,
          onEvent: (event, { id, value, recordedMs, relayedMs }) => {
            const offset = id.slice(0, id.indexOf('-'));
            const countedMs = Date.now();
            this.hooks.onEvent({
              id: `${epoch}.${partition}.${offset}`,
              event,
              value,
              recordedMs,
              relayedMs,
              countedMs,
            });
          },
          onError: (error) => this.note(error),
          onApplied: (entries, readMs) => {
            this.stats.applied += entries.length;
            this.latency.add(entries.map((entry) => entry.recordedMs));
            this.redisLatency.add(
              entries.flatMap(({ relayedMs }) => relayedMs ?? []),
              readMs,
            );
            this.hopLatency.add(entries.map(() => readMs));
            this.hooks.onCounted();
          },
        },
        this.log,
      );
      this.readers.set(keys.base, reader);
      reader.start();
    }
  }

  private async readTopic(): Promise<Topic | null> {
    if (!this.isPrepared) await this.prepare();
    this.isPrepared = true;
    return readTopic(this.redis);
  }

  private note(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (this.stats.lastError?.message !== message)
      this.log.warn({ error: message }, 'Redis did not answer, trying again');
    this.stats.errors += 1;
    this.stats.lastError = { at: new Date().toISOString(), message };
  }
}

function foldLimits(): FoldLimits {
  const { SECONDS_KEPT_HOURS, MINUTES_KEPT_DAYS, HOURS_KEPT_DAYS, FUTURE_LIMIT_SECONDS } = env();
  return {
    now: Math.floor(Date.now() / 1_000),
    secondsKept: SECONDS_KEPT_HOURS * 3_600,
    minutesKept: MINUTES_KEPT_DAYS * 86_400,
    hoursKept: HOURS_KEPT_DAYS * 86_400,
    futureLimit: FUTURE_LIMIT_SECONDS,
  };
}
