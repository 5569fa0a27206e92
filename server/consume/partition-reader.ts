import type { Redis } from 'ioredis';
import type { ParsedEvent } from '#contracts/event';
import type { PartitionKeys } from '#infra/keys';
import type { Logger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { claimIdle, ensureGroup, forgetIdleConsumers, readNew, type StreamEntry } from '#stores/streams';
import { apply } from './apply.ts';
import { Batch } from './batch.ts';
import type { Fold, FoldLimits, SeriesOf } from './fold.ts';

const ENTRIES_PER_READ = 500;
const BLOCK_MS = 1_000;
/** What a consumer holds longer than this is taken over. */
const CLAIM_IDLE_MS = 2_000;
const CLAIM_EVERY_MS = 500;
const FORGET_IDLE_MS = 60_000;
/** Below this many entries the reader waits a moment, so that scripts carry more than one event. */
const SMALL_READ = 50;
const COALESCE_MS = 20;
const RETRY_MS = 100;

export type ReaderHooks = {
  limits: () => FoldLimits;
  seriesOf: SeriesOf;
  onEvent: (event: ParsedEvent, entry: StreamEntry) => void;
  /** `readMs`: when they came from Redis (epoch ms). */
  onApplied: (entries: StreamEntry[], readMs: number) => void;
  onError: (error: unknown) => void;
};

/** Reads one partition's stream on a connection of its own, the next read in flight while this one is folded. */
export class PartitionReader {
  private readonly blocking: Redis;
  private running = true;
  /** When the loops last went round, well or not. */
  private readAt = Date.now();
  private claimedAt = Date.now();
  private loops: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly redis: Redis,
    private readonly keys: PartitionKeys,
    private readonly consumer: string,
    private readonly hooks: ReaderHooks,
    log: Logger,
  ) {
    this.blocking = createRedis(log, { commandTimeout: BLOCK_MS + 2_000 });
  }

  start(): void {
    this.loops = Promise.all([this.readLoop(), this.claimLoop()]);
  }

  async stop(): Promise<void> {
    this.running = false;
    // A blocked read holds nothing yet; what it may get at this moment is claimed by the next process.
    this.blocking.disconnect();
    await this.loops;
  }

  /** When the slower of both loops last went round (epoch ms). */
  get progressAt(): number {
    return Math.min(this.readAt, this.claimedAt);
  }

  /** What is read ahead waits here, not in Redis: its time is that of its answer. */
  private async read(): Promise<{ entries: StreamEntry[]; readMs: number }> {
    const entries = await readNew(this.blocking, this.keys, this.consumer, ENTRIES_PER_READ, BLOCK_MS);
    return { entries, readMs: Date.now() };
  }

  private async readLoop(): Promise<void> {
    let next = this.read();
    next.catch(() => {});
    while (this.running) {
      this.readAt = Date.now();
      try {
        const { entries, readMs } = await next;
        if (entries.length > 0 && entries.length < SMALL_READ) await pause(COALESCE_MS);
        next = this.read();
        next.catch(() => {});
        if (entries.length > 0) await this.count(entries, readMs);
      } catch (error) {
        if (!this.running) return;
        await this.recover(error);
        next = this.read();
        next.catch(() => {});
      }
    }
  }

  private async claimLoop(): Promise<void> {
    let sinceForget = 0;
    while (this.running) {
      this.claimedAt = Date.now();
      await pause(CLAIM_EVERY_MS);
      if (!this.running) return;
      try {
        const entries = await claimIdle(this.redis, this.keys, this.consumer, CLAIM_IDLE_MS, ENTRIES_PER_READ);
        if (entries.length > 0) await this.count(entries, Date.now());
        sinceForget += CLAIM_EVERY_MS;
        if (sinceForget < FORGET_IDLE_MS) continue;
        sinceForget = 0;
        await forgetIdleConsumers(this.redis, this.keys, this.consumer, FORGET_IDLE_MS);
      } catch (error) {
        if (this.running && !isNoGroup(error)) this.hooks.onError(error);
      }
    }
  }

  /** Folds and applies until Redis has taken it; a script that timed out is run again as it is. */
  private async count(entries: StreamEntry[], readMs: number): Promise<void> {
    const batch = new Batch(entries);
    while (batch.entries.length > 0) {
      const limits = this.hooks.limits();
      const events: [ParsedEvent, StreamEntry][] = [];
      const result = batch.fold(limits, (event, entry) => events.push([event, entry]), this.hooks.seriesOf);
      const answer = await this.applyUntilDone(result, limits);
      if (!answer) return;
      if (answer.status === 'ok') {
        for (const [event, entry] of events) this.hooks.onEvent(event, entry);
        this.hooks.onApplied(batch.entries, readMs);
      }
      batch.learn(answer);
    }
  }

  private async applyUntilDone(result: Fold, limits: FoldLimits) {
    while (this.running) {
      // While Redis is away a batch takes as long as it takes.
      this.readAt = Date.now();
      this.claimedAt = this.readAt;
      try {
        return await apply(this.redis, this.keys, result, limits);
      } catch (error) {
        // The group is gone, and with it what was pending: it is read again from a new one.
        if (isNoGroup(error)) throw error;
        this.hooks.onError(error);
        await pause(RETRY_MS);
      }
    }
    return null;
  }

  private async recover(error: unknown): Promise<void> {
    if (isNoGroup(error)) await ensureGroup(this.redis, this.keys).catch(this.hooks.onError);
    else {
      this.hooks.onError(error);
      await pause(RETRY_MS);
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isNoGroup = (error: unknown) => error instanceof Error && error.message.includes('NOGROUP');
