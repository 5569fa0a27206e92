import type { Redis } from 'ioredis';
import { globalKeys, type PartitionKeys, partitionKeys } from '#infra/keys';
import type { KeyMinute } from '#server/alerts/input';
import { partitionsOf, readTopic } from '#stores/topic';
import { minuteOf } from './minutes.ts';
import type { Kind } from './totals.ts';
import { results } from './windows.ts';

/** What is ranked whatever rules ask for. */
const ALWAYS = ['user', 'product'];

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
  /** By what is ranked; of what rules ask for as long as they do. */
  private readonly lists = new Map<string, Record<Kind, Lists>>();
  /** What was written down last, so that it is not written each second. */
  private readonly written = new Map<string, string>();

  constructor(private readonly redis: Redis) {}

  reset(): void {
    this.lists.clear();
    this.written.clear();
  }

  /** Once a second. `viewed`: the products of a minute; `asked`: what rules ask for. */
  async refresh(viewed: (kind: Kind, minute: number) => KeyMinute[], asked: readonly string[] = []): Promise<void> {
    const topic = await readTopic(this.redis);
    if (!topic) return;
    const partitions = partitionsOf(topic).map(({ partition, epoch }) => partitionKeys(partition, epoch));
    const now = minuteOf(Date.now() / 1_000);
    for (const of of this.lists.keys()) if (!ALWAYS.includes(of) && !asked.includes(of)) this.lists.delete(of);
    await this.load(
      now,
      [...ALWAYS, ...asked].filter((of) => !this.lists.has(of)),
    );
    await this.readRanked(partitions, [now, now - MINUTE]);
    for (const kind of KINDS)
      for (const minute of [now, now - MINUTE]) this.lists.get('product')?.[kind].set(minute, viewed(kind, minute));
    await this.writeDown(now - MINUTE);
    for (const { r, s } of this.lists.values())
      for (const lists of [r, s])
        for (const minute of lists.keys()) if (minute < now - HOURS_KEPT * HOUR) lists.delete(minute);
  }

  /** Of the minute of this second and of the one before. */
  at(of: string, kind: Kind, second: number): KeyMinute[] {
    const lists = this.lists.get(of)?.[kind];
    return [minuteOf(second), minuteOf(second) - MINUTE].flatMap((minute) => lists?.get(minute) ?? []);
  }

  /** First minute that is known; null where none is. */
  oldest(of: string, kind: Kind): number | null {
    const minutes = [...(this.lists.get(of)?.[kind] ?? [])].flatMap(([minute, rows]) =>
      rows.length > 0 ? [minute] : [],
    );
    return minutes.length === 0 ? null : Math.min(...minutes);
  }

  /** What was written down of these. */
  private async load(now: number, missing: readonly string[]): Promise<void> {
    const hours = Array.from({ length: HOURS_KEPT + 1 }, (_, age) => now - (now % HOUR) - age * HOUR);
    const asked = missing.flatMap((of) => KINDS.flatMap((kind) => hours.map((hour) => ({ of, kind, hour }))));
    const pipeline = this.redis.pipeline();
    for (const { of, kind, hour } of asked) pipeline.hgetall(globalKeys().busiest(of, kind, hour));
    const answers = (await results(pipeline.exec())) as Record<string, string>[];
    for (const of of missing) this.lists.set(of, { r: new Map(), s: new Map() });
    asked.forEach(({ of, kind }, index) => {
      for (const [field, text] of Object.entries(answers[index] ?? {})) {
        const minute = Number(field);
        const rows = JSON.parse(text) as [key: string, count: number][];
        this.lists.get(of)?.[kind].set(
          minute,
          rows.map(([key, count]) => ({ key, minute, count })),
        );
      }
    });
  }

  private async readRanked(partitions: PartitionKeys[], minutes: number[]): Promise<void> {
    const asked = [...this.lists].flatMap(([of, lists]) => {
      if (of === 'product') return [];
      const id = of === 'user' ? undefined : of;
      return KINDS.flatMap((kind) =>
        minutes.flatMap((minute) =>
          partitions.map((keys) => ({ list: lists[kind], minute, key: keys.perUser(kind, minute, id) })),
        ),
      );
    });
    const pipeline = this.redis.pipeline();
    for (const { key } of asked) pipeline.zrevrange(key, 0, MOST_OF_NOW - 1, 'WITHSCORES');
    const answers = (await results(pipeline.exec())) as string[][];
    for (const { list, minute } of asked) list.set(minute, []);
    asked.forEach(({ list, minute }, index) => {
      const rows = answers[index] ?? [];
      for (let at = 0; at + 1 < rows.length; at += 2)
        list.get(minute)?.push({ key: rows[at] as string, minute, count: Number(rows[at + 1]) });
    });
  }

  private async writeDown(minute: number): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const [of, lists] of this.lists) {
      for (const kind of KINDS) {
        const rows = [...(lists[kind].get(minute) ?? [])].sort((a, b) => b.count - a.count).slice(0, MOST);
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
