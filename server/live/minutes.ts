import type { Redis } from 'ioredis';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import type { KeyMinute } from '#server/alerts/input';
import { partitionsOf, readTopic } from '#stores/topic';
import type { Kind } from './totals.ts';
import { results } from './windows.ts';

const MINUTES_KEPT = 122;
const ACTIVE_MINUTES = 5;
/** Older minutes read again each second: late events are in the lists within half a minute. */
const REREAD = 4;
const BUSIEST = 10;

/** This process's copy of what is kept by minute: distinct users, top lists, the busiest users. */
export class Minutes {
  /** By how many minutes up to a minute. */
  private users = new Map([[ACTIVE_MINUTES, new Map<number, Record<Kind, number>>()]]);
  private tops = { product: new Map<number, Map<string, number>>(), search: new Map<number, Map<string, number>>() };
  private busy: Record<Kind, KeyMinute[]> = { r: [], s: [] };
  private rereadAt = 0;

  constructor(private readonly redis: Redis) {}

  reset(): void {
    for (const users of this.users.values()) users.clear();
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
      (minute, age) => age < 2 || isTurn(age) || !this.users.get(ACTIVE_MINUTES)?.has(minute),
    );
    await Promise.all([
      ...minutes.map((minute) => this.readMinute(partitions, minute)),
      this.readBusy(partitions, [now, now - 60]),
    ]);
    for (const map of [...this.users.values(), this.tops.product, this.tops.search]) {
      for (const minute of map.keys()) if (minute < now - MINUTES_KEPT * 60) map.delete(minute);
    }
  }

  /** Distinct users, estimated, in the five minutes up to the minute of this second. */
  activeUsers(second: number): Record<Kind, number> {
    return this.users.get(ACTIVE_MINUTES)?.get(minuteOf(second)) ?? { r: 0, s: 0 };
  }

  /** The same of any number of minutes; null until it has been read: from the first question on it is. */
  distinctUsers(minutes: number, second: number, kind: Kind): number | null {
    const users = this.users.get(minutes);
    if (!users) this.users.set(minutes, new Map());
    return users?.get(minuteOf(second))?.[kind] ?? null;
  }

  /** Sums by field (`<kind of traffic><v|o|z>|label`) over the minutes that touch from ≤ second < to. */
  top(list: 'product' | 'search', from: number, to: number): Map<string, number> {
    const sums = new Map<string, number>();
    for (let minute = minuteOf(from); minute < to; minute += 60) {
      for (const [field, n] of this.tops[list].get(minute) ?? []) sums.set(field, (sums.get(field) ?? 0) + n);
    }
    return sums;
  }

  /** Views of one product, or searches for one text, in the minute of this second. */
  labelled(list: 'product' | 'search', label: string, second: number): Record<Kind, number> {
    const fields = this.tops[list].get(minuteOf(second));
    return { r: fields?.get(`rv|${label}`) ?? 0, s: fields?.get(`sv|${label}`) ?? 0 };
  }

  /** The busiest users of now and the minute before; products of any minute that is kept, and the one before. */
  busiest(of: 'user' | 'product', kind: Kind, second: number): KeyMinute[] {
    if (of === 'user') return this.busy[kind];
    return [minuteOf(second), minuteOf(second) - 60].flatMap((minute) =>
      [...(this.tops.product.get(minute) ?? [])]
        .filter(([field]) => field.startsWith(`${kind}v|`))
        .map(([field, count]) => ({ key: field.slice(3), minute, count })),
    );
  }

  private async readMinute(partitions: PartitionKeys[], minute: number): Promise<void> {
    const lengths = [...this.users.keys()];
    const pipeline = this.redis.pipeline();
    for (const keys of partitions) {
      for (const kind of ['r', 's'] as const) {
        for (const length of lengths)
          pipeline.pfcount(...Array.from({ length }, (_, age) => keys.users(kind, minute - age * 60)));
      }
      pipeline.hgetall(keys.top('product', minute));
      pipeline.hgetall(keys.top('search', minute));
    }
    const answers = await results(pipeline.exec());
    const users = lengths.map(() => ({ r: 0, s: 0 }));
    const products = new Map<string, number>();
    const searches = new Map<string, number>();
    const each = 2 * lengths.length + 2;
    for (let at = 0; at < answers.length; at += each) {
      // A user's events are all in one partition, so distinct users add up.
      users.forEach((sum, index) => {
        sum.r += Number(answers[at + index]);
        sum.s += Number(answers[at + lengths.length + index]);
      });
      addAll(products, answers[at + each - 2] as Record<string, string>);
      addAll(searches, answers[at + each - 1] as Record<string, string>);
    }
    lengths.forEach((length, index) => {
      this.users.get(length)?.set(minute, users[index] as Record<Kind, number>);
    });
    this.tops.product.set(minute, products);
    this.tops.search.set(minute, searches);
  }

  private async readBusy(partitions: PartitionKeys[], minutes: number[]): Promise<void> {
    const asked = (['r', 's'] as const).flatMap((kind) =>
      partitions.flatMap((keys) => minutes.map((minute) => ({ kind, minute, key: keys.perUser(kind, minute) }))),
    );
    const pipeline = this.redis.pipeline();
    for (const { key } of asked) pipeline.zrevrange(key, 0, BUSIEST - 1, 'WITHSCORES');
    const answers = await results(pipeline.exec());
    const busy: Record<Kind, KeyMinute[]> = { r: [], s: [] };
    asked.forEach(({ kind, minute }, index) => {
      const rows = answers[index] as string[];
      for (let i = 0; i + 1 < rows.length; i += 2)
        busy[kind].push({ key: rows[i] as string, minute, count: Number(rows[i + 1]) });
    });
    this.busy = busy;
  }
}

export const minuteOf = (second: number) => Math.floor(second / 60) * 60;

function addAll(sums: Map<string, number>, fields: Record<string, string>): void {
  for (const [field, n] of Object.entries(fields)) sums.set(field, (sums.get(field) ?? 0) + Number(n));
}
