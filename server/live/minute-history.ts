import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import { partitionsOf, readTopic } from '#stores/topic';
import { Rings } from './rings.ts';
import { seriesOf, totalsOf } from './totals.ts';
import { results } from './windows.ts';

const MINUTE = 60;
const HOUR = 3_600;
/** Enough for the same day a week before. */
const MAX_DAYS = 8;
/** Minutes read in one call, newest first: a first load of a day takes some seconds, and other work goes on. */
const READ_AT_ONCE = 200;
/** Older ones that are read again in a call: late events are in there within some minutes. */
const REREAD = 10;

/** This process's copy of the counts by minute, as far back as they are kept, for rules over hours and days. */
export class MinuteHistory {
  readonly rings: Rings;
  private readonly minutesKept = Math.min(MAX_DAYS, env().MINUTES_KEPT_DAYS) * 1_440;
  /** Hours in which there is anything. */
  private hours: Set<number> | null = null;
  private rereadAt = 0;
  private hourAt = 0;
  /** Another one after each reset. */
  private generation = 0;
  /** All minutes from this one on have been read: Infinity while none has, -Infinity once all have that are kept. */
  since = Number.POSITIVE_INFINITY;

  constructor(private readonly redis: Redis) {
    this.rings = new Rings(MINUTE, this.minutesKept);
  }

  reset(): void {
    this.generation += 1;
    this.rings.clear();
    this.hours = null;
    this.since = Number.POSITIVE_INFINITY;
  }

  /** Series of these names are never dropped. Where one has been, all is read again. */
  keep(names: ReadonlySet<string>): void {
    if (!this.rings.keep(names)) this.reset();
  }

  /** Reads the two newest minutes, some that have not been read yet, and some that have. */
  async refresh(): Promise<void> {
    const { generation } = this;
    const topic = await readTopic(this.redis);
    if (!topic) return;
    const partitions = partitionsOf(topic).map(({ partition, epoch }) => partitionKeys(partition, epoch));
    const now = Math.floor(Date.now() / 1_000 / MINUTE) * MINUTE;
    const found = await this.findHours(partitions, this.hours ? [this.nextHour(now)] : this.allHours(now));
    if (generation !== this.generation) return;
    this.hours = new Set([...(this.hours ?? []), ...found, now - (now % HOUR)]);
    const missing: number[] = [];
    for (let age = 2; age < this.minutesKept && missing.length < READ_AT_ONCE; age += 1) {
      const minute = now - age * MINUTE;
      if (this.hours.has(minute - (minute % HOUR)) && !this.rings.has(minute)) missing.push(minute);
    }
    const minutes = [now, now - MINUTE, ...missing, ...this.toReread(now)];
    const hashes = await this.read(partitions, minutes);
    // What was read before Redis came back may be of a moment that it has gone back from.
    if (generation !== this.generation) return;
    for (const [index, minute] of minutes.entries()) this.rings.set(minute, seriesOf(totalsOf(hashes[index] ?? [])));
    this.since = missing.length < READ_AT_ONCE ? Number.NEGATIVE_INFINITY : (missing.at(-1) as number);
  }

  private toReread(now: number): number[] {
    return Array.from({ length: REREAD }, () => {
      this.rereadAt = (this.rereadAt + 1) % this.minutesKept;
      return now - this.rereadAt * MINUTE;
    }).filter((minute) => this.rings.has(minute));
  }

  private allHours(now: number): number[] {
    const newest = now - (now % HOUR);
    return Array.from({ length: this.minutesKept / MINUTE + 1 }, (_, age) => newest - age * HOUR);
  }

  /** Each in its turn: late events may have come to one that was empty. */
  private nextHour(now: number): number {
    const hours = this.allHours(now);
    this.hourAt = (this.hourAt + 1) % hours.length;
    return hours[this.hourAt] as number;
  }

  private async findHours(partitions: PartitionKeys[], hours: number[]): Promise<number[]> {
    const pipeline = this.redis.pipeline();
    for (const hour of hours) pipeline.exists(...partitions.map((keys) => keys.count('h', hour)));
    const found = await results(pipeline.exec());
    return hours.filter((_, index) => Number(found[index]) > 0);
  }

  private async read(partitions: PartitionKeys[], minutes: number[]): Promise<Record<string, string>[][]> {
    const pipeline = this.redis.pipeline();
    for (const minute of minutes) for (const keys of partitions) pipeline.hgetall(keys.count('m', minute));
    const answers = (await results(pipeline.exec())) as Record<string, string>[];
    return minutes.map((_, index) => answers.slice(index * partitions.length, (index + 1) * partitions.length));
  }
}
