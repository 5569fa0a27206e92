import type { Redis } from 'ioredis';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import type { KeyMinute } from '#server/alerts/input';
import { partitionsOf, readTopic } from '#stores/topic';
import type { Kind } from './totals.ts';
import { results } from './windows.ts';

const MINUTES_KEPT = 122;
/** Older minutes read again each second: late events are in the lists within half a minute. */
const REREAD = 4;

/** This process's copy of the top lists, which are kept by minute. */
export class Minutes {
  private tops = { product: new Map<number, Map<string, number>>(), search: new Map<number, Map<string, number>>() };
  private rereadAt = 0;

  constructor(private readonly redis: Redis) {}

  reset(): void {
    this.tops.product.clear();
    this.tops.search.clear();
  }

  /** Reads the two newest minutes, those not read yet, and some older ones a call: late events reach them in time. */
  async refresh(): Promise<void> {
    const topic = await readTopic(this.redis);
    if (!topic) return;
    const partitions = partitionsOf(topic).map(({ partition, epoch }) => partitionKeys(partition, epoch));
    const now = minuteOf(Date.now() / 1_000);
    this.rereadAt = (this.rereadAt + REREAD) % MINUTES_KEPT;
    const isTurn = (age: number) => (age - this.rereadAt + MINUTES_KEPT) % MINUTES_KEPT < REREAD;
    const minutes = Array.from({ length: MINUTES_KEPT }, (_, age) => now - age * 60).filter(
      (minute, age) => age < 2 || isTurn(age) || !this.tops.product.has(minute),
    );
    await Promise.all(minutes.map((minute) => this.readMinute(partitions, minute)));
    for (const map of [this.tops.product, this.tops.search]) {
      for (const minute of map.keys()) if (minute < now - MINUTES_KEPT * 60) map.delete(minute);
    }
  }

  /** Sums by field (`<kind of traffic><v|o|z>|label`) over the minutes that touch from ≤ second < to. */
  top(list: 'product' | 'search', from: number, to: number): Map<string, number> {
    const sums = new Map<string, number>();
    for (let minute = minuteOf(from); minute < to; minute += 60) {
      for (const [field, n] of this.tops[list].get(minute) ?? []) sums.set(field, (sums.get(field) ?? 0) + n);
    }
    return sums;
  }

  /** Views (`v`) or orders (`o`) of one product, or searches for one text (`v`), in the minute of this second. */
  labelled(list: 'product' | 'search', label: string, second: number, of: 'v' | 'o' = 'v'): Record<Kind, number> {
    const fields = this.tops[list].get(minuteOf(second));
    return { r: fields?.get(`r${of}|${label}`) ?? 0, s: fields?.get(`s${of}|${label}`) ?? 0 };
  }

  /** Views of all products in one minute. */
  viewed(kind: Kind, minute: number): KeyMinute[] {
    return [...(this.tops.product.get(minute) ?? [])]
      .filter(([field]) => field.startsWith(`${kind}v|`))
      .map(([field, count]) => ({ key: field.slice(3), minute, count }));
  }

  private async readMinute(partitions: PartitionKeys[], minute: number): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const keys of partitions) {
      pipeline.hgetall(keys.top('product', minute));
      pipeline.hgetall(keys.top('search', minute));
    }
    const answers = await results(pipeline.exec());
    const products = new Map<string, number>();
    const searches = new Map<string, number>();
    for (let at = 0; at < answers.length; at += 2) {
      addAll(products, answers[at] as Record<string, string>);
      addAll(searches, answers[at + 1] as Record<string, string>);
    }
    this.tops.product.set(minute, products);
    this.tops.search.set(minute, searches);
  }
}

export const minuteOf = (second: number) => Math.floor(second / 60) * 60;

function addAll(sums: Map<string, number>, fields: Record<string, string>): void {
  for (const [field, n] of Object.entries(fields)) sums.set(field, (sums.get(field) ?? 0) + Number(n));
}
