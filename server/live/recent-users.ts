import type { Redis } from 'ioredis';
import { partitionKeys } from '#infra/keys';
import { partitionsOf, readTopic } from '#stores/topic';
import type { UserSpan } from './rule-series.ts';
import type { Kind } from './totals.ts';
import { results } from './windows.ts';

const KINDS = ['r', 's'] as const;
/** Seconds that are over, read in each turn: what is counted late is in there a turn or two later. */
const READ = 3;
/** For backtests of an hour. */
const KEPT_SECONDS = 3_700;

/** This process's copy of how many distinct users there were in less than a minute, for each second of the last hour. */
export class RecentUsers {
  private readonly known = new Map<string, Map<number, Record<Kind, number>>>();

  constructor(private readonly redis: Redis) {}

  reset(): void {
    this.known.clear();
  }

  /** Once a second. */
  async refresh(spans: readonly UserSpan[]): Promise<void> {
    for (const name of this.known.keys()) if (!spans.some((span) => span.name === name)) this.known.delete(name);
    const topic = spans.length > 0 ? await readTopic(this.redis) : null;
    if (!topic) return;
    const partitions = partitionsOf(topic).map(({ partition, epoch }) => partitionKeys(partition, epoch));
    const now = Math.floor(Date.now() / 1_000);
    const seconds = Array.from({ length: READ }, (_, age) => now - 1 - age);
    const asked = spans.flatMap((span) =>
      seconds.flatMap((second) =>
        KINDS.flatMap((kind) => partitions.map((keys) => ({ name: span.name, second, kind, keys, span }))),
      ),
    );
    const pipeline = this.redis.pipeline();
    for (const { second, kind, keys, span } of asked)
      pipeline.pfcount(
        ...Array.from({ length: span.seconds }, (_, age) => keys.users(kind, second - age, span.series?.id)),
      );
    const counts = (await results(pipeline.exec())) as number[];
    for (const { name } of spans) {
      const users = this.known.get(name) ?? new Map<number, Record<Kind, number>>();
      this.known.set(name, users);
      for (const second of seconds) users.set(second, { r: 0, s: 0 });
      for (const second of users.keys()) if (second < now - KEPT_SECONDS) users.delete(second);
    }
    // A user's events are all in one partition, so distinct users add up.
    asked.forEach(({ name, second, kind }, index) => {
      const users = this.known.get(name)?.get(second);
      if (users) users[kind] += counts[index] ?? 0;
    });
  }

  /** Those up to this second, or up to one shortly before that was read; null while none was. */
  at({ name }: UserSpan, second: number, kind: Kind): number | null {
    const users = this.known.get(name);
    for (let age = 0; age < READ; age += 1) {
      const found = users?.get(second - age);
      if (found) return found[kind];
    }
    return null;
  }
}
