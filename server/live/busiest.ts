import type { Redis } from 'ioredis';
import { globalKeys, type PartitionKeys, partitionKeys } from '#infra/keys';
import type { KeyMinute } from '#server/alerts/input';
import { partitionsOf, readTopic } from '#stores/topic';
import { minuteOf } from './minutes.ts';
import type { Kind } from './totals.ts';
import { results } from './windows.ts';

/** What a rule can look at one by one. */
export const KEYED = ['user', 'product'] as const;
export type Keyed = (typeof KEYED)[number];

const KINDS = ['r', 's'] as const;
const MINUTE = 60;
const HOUR = 3_600;
/** Written down of a minute that is over. */
const MOST = 20;
/** Of users, while it lasts, in each partition; of products all. Who falls behind so many reads as 0. */
const MOST_OF_NOW = 100;
/** A day for backtests, and the hour that has begun. */
const HOURS_KEPT = 25;

type Lists = Map<number, KeyMinute[]>;

/** This process's copy of the busiest users and most viewed products, by minute, as far back as they are written down. */
export class Busiest {
  private lists: Record<Keyed, Record<Kind, Lists>> = emptyLists();
  /** What was written down last, so that it is not written each second. */
  private readonly written = new Map<string, string>();
  private isLoaded = false;

  constructor(private readonly redis: Redis) {}

  reset(): void {
    this.lists = emptyLists();
    this.written.clear();
    this.isLoaded = false;
  }

  /** Once a second. `viewed`: the products of a minute. */
  async refresh(viewed: (kind: Kind, minute: number) => KeyMinute[]): Promise<void> {
    const topic = await readTopic(this.redis);
    if (!topic) return;
    const partitions = partitionsOf(topic).map(({ partition, epoch }) => partitionKeys(partition, epoch));
    const now = minuteOf(Date.now() / 1_000);
    if (!this.isLoaded) await this.load(now);
    await this.readUsers(partitions, [now, now - MINUTE]);
    for (const kind of KINDS)
      for (const minute of [now, now - MINUTE]) this.lists.product[kind].set(minute, viewed(kind, minute));
    await this.writeDown(now - MINUTE);
    for (const { r, s } of Object.values(this.lists))
      for (const lists of [r, s])
        for (const minute of lists.keys()) if (minute < now - HOURS_KEPT * HOUR) lists.delete(minute);
  }

  /** Of the minute of this second and of the one before. */
  at(of: Keyed, kind: Kind, second: number): KeyMinute[] {
    const lists = this.lists[of][kind];
    return [minuteOf(second), minuteOf(second) - MINUTE].flatMap((minute) => lists.get(minute) ?? []);
  }

  /** First minute that is known; null where none is. */
  oldest(of: Keyed, kind: Kind): number | null {
    const minutes = [...this.lists[of][kind]].flatMap(([minute, rows]) => (rows.length > 0 ? [minute] : []));
    return minutes.length === 0 ? null : Math.min(...minutes);
  }

  private async load(now: number): Promise<void> {
    const hours = Array.from({ length: HOURS_KEPT + 1 }, (_, age) => now - (now % HOUR) - age * HOUR);
    const asked = KEYED.flatMap((of) => KINDS.flatMap((kind) => hours.map((hour) => ({ of, kind, hour }))));
    const pipeline = this.redis.pipeline();
    for (const { of, kind, hour } of asked) pipeline.hgetall(globalKeys().busiest(of, kind, hour));
    const answers = (await results(pipeline.exec())) as Record<string, string>[];
    asked.forEach(({ of, kind }, index) => {
      for (const [field, text] of Object.entries(answers[index] ?? {})) {
        const minute = Number(field);
        const rows = JSON.parse(text) as [key: string, count: number][];
        this.lists[of][kind].set(
          minute,
          rows.map(([key, count]) => ({ key, minute, count })),
        );
      }
    });
    this.isLoaded = true;
  }

  private async readUsers(partitions: PartitionKeys[], minutes: number[]): Promise<void> {
    const asked = KINDS.flatMap((kind) =>
      minutes.flatMap((minute) => partitions.map((keys) => ({ kind, minute, key: keys.perUser(kind, minute) }))),
    );
    const pipeline = this.redis.pipeline();
    for (const { key } of asked) pipeline.zrevrange(key, 0, MOST_OF_NOW - 1, 'WITHSCORES');
    const answers = (await results(pipeline.exec())) as string[][];
    for (const kind of KINDS) for (const minute of minutes) this.lists.user[kind].set(minute, []);
    asked.forEach(({ kind, minute }, index) => {
      const rows = answers[index] ?? [];
      for (let at = 0; at + 1 < rows.length; at += 2)
        this.lists.user[kind].get(minute)?.push({ key: rows[at] as string, minute, count: Number(rows[at + 1]) });
    });
  }

  private async writeDown(minute: number): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const of of KEYED) {
      for (const kind of KINDS) {
        const rows = [...(this.lists[of][kind].get(minute) ?? [])].sort((a, b) => b.count - a.count).slice(0, MOST);
        const text = JSON.stringify(rows.map(({ key, count }) => [key, count]));
        if (rows.length === 0 || this.written.get(of + kind) === minute + text) continue;
        const hour = minute - (minute % HOUR);
        pipeline.hset(globalKeys().busiest(of, kind, hour), minute, text);
        pipeline.expireat(globalKeys().busiest(of, kind, hour), hour + (HOURS_KEPT + 1) * HOUR);
        this.written.set(of + kind, minute + text);
      }
    }
    if (pipeline.length > 0) await results(pipeline.exec());
  }
}

const emptyLists = (): Record<Keyed, Record<Kind, Lists>> => ({
  user: { r: new Map(), s: new Map() },
  product: { r: new Map(), s: new Map() },
});
