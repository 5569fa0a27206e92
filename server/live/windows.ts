import type { Redis } from 'ioredis';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import { toEntries } from '#stores/streams';
import { partitionsOf, readTopic, type Topic } from '#stores/topic';
import { Rings } from './rings.ts';
import { type Kind, seriesOf, totalsOf, type WindowTotals } from './totals.ts';
import { type Queue, Waiting } from './waiting.ts';

/** Two hours: the longest range, and the same span one hour before. */
export const KEPT_SECONDS = 2 * 3_600 + 120;
const READS_PER_PIPELINE = 2_000;

/** What one partition has counted in one second. */
type Cell = { base: string; second: number; fields: Record<string, string> };

/**
 * This process's copy of the shared counts by second, brought up to date by what the apply script marked as changed,
 * so that late events and other instances' work show as well.
 */
export class Windows {
  private topic: Topic | null = null;
  private versions = new Map<string, number>();
  private cells = new Map<number, Map<string, Record<string, string>>>();
  private merged = new Map<number, WindowTotals>();
  /** The same as flat series, for rules. */
  readonly rings = new Rings(1, KEPT_SECONDS);
  /** Exact numbers of events since the beginning. */
  total: Record<Kind, number> = { r: 0, s: 0 };
  readonly waiting = new Waiting();
  /** Newest seconds with an event, however long ago. */
  newest: Record<Kind, number | null> = { r: null, s: null };
  loaded = false;
  /** When the last reading that came through was begun (epoch ms): all that was counted by then is in here. */
  refreshedAt = 0;
  /** Another one after each reset. */
  private generation = 0;
  /** Oldest second that the first reading asked for. */
  private loadedSince = Number.POSITIVE_INFINITY;

  constructor(private readonly redis: Redis) {}

  /** Forget everything, as after a reconnection: Redis may have gone back to an earlier moment. */
  reset(): void {
    this.versions.clear();
    this.cells.clear();
    this.merged.clear();
    this.rings.clear();
    this.generation += 1;
    this.waiting.reset();
    this.refreshedAt = 0;
    this.loaded = false;
    this.loadedSince = Number.POSITIVE_INFINITY;
  }

  /** Reads what changed; gives the seconds that did. */
  async refresh(): Promise<Set<number>> {
    const dirty = new Set<number>();
    const { generation } = this;
    const beganAt = Date.now();
    this.topic ??= await readTopic(this.redis);
    if (!this.topic) return dirty;
    const partitions = partitionsOf(this.topic).map(({ partition, epoch }) => partitionKeys(partition, epoch));
    const oldest = Math.floor(beganAt / 1_000) - KEPT_SECONDS;
    // A change of the topic shows at the next call; asking for it first would cost a round trip each time.
    const [changes, topic] = await Promise.all([this.findChanges(partitions, oldest), readTopic(this.redis)]);
    const { reads, versions } = changes;
    const cells: Cell[] = [];
    for (let at = 0; at < reads.length; at += READS_PER_PIPELINE) {
      cells.push(...(await this.readCells(reads.slice(at, at + READS_PER_PIPELINE))));
    }
    // What was read before Redis came back may be of a moment that it has gone back from.
    if (generation !== this.generation) return dirty;
    this.topic = topic;
    // Not before all is here: what a failed reading has missed would not be read again.
    for (const [base, version] of versions) this.versions.set(base, version);
    for (const cell of cells) dirty.add(this.take(cell));
    for (const second of dirty) this.merge(second);
    this.forgetBefore(oldest);
    this.loaded = true;
    this.loadedSince = Math.min(this.loadedSince, oldest);
    this.refreshedAt = beganAt;
    return dirty;
  }

  /** Series of these names are never dropped. */
  keep(names: ReadonlySet<string>): void {
    if (this.rings.keep(names)) return;
    this.rings.clear();
    // Newest first: what would be dropped again is then not even begun.
    const seconds = [...this.merged].sort(([a], [b]) => b - a);
    for (const [second, totals] of seconds) this.rings.set(second, seriesOf(totals));
  }

  at(second: number): WindowTotals | undefined {
    return this.merged.get(second);
  }

  /** All seconds from this one on are known; Infinity while none is. */
  get since(): number {
    return Math.max(this.loadedSince, this.rings.oldest ?? Number.POSITIVE_INFINITY);
  }

  /** Whether anything is known of the seconds from ≤ second < to. */
  has(from: number, to: number): boolean {
    for (let second = from; second < to; second += 1) if (this.merged.has(second)) return true;
    return false;
  }

  /** Events of these names (null: all) in the seconds from ≤ second < to. */
  sum(names: readonly string[] | null, from: number, to: number, kind: Kind): number {
    let total = 0;
    for (let second = from; second < to; second += 1) {
      const totals = this.merged.get(second);
      if (!totals) continue;
      if (names === null) total += totals.total[kind];
      else for (const name of names) total += totals.names[kind].get(name) ?? 0;
    }
    return total;
  }

  private async findChanges(partitions: PartitionKeys[], oldest: number) {
    const nowMs = Date.now();
    const pipeline = this.redis.pipeline();
    for (const keys of partitions) {
      const since = this.versions.get(keys.base) ?? 0;
      pipeline.zrangebyscore(keys.changed, `(${since}`, '+inf', 'WITHSCORES');
      pipeline.hmget(keys.books, 'countedReal', 'countedSimulated', 'newestReal', 'newestSimulated');
    }
    for (const keys of partitions) {
      pipeline.xrange(keys.events, '-', '+', 'COUNT', 1);
      pipeline.hmget(keys.books, 'position', 'high', 'fpTimestamp');
      pipeline.exists(keys.lease);
    }
    const answers = await results(pipeline.exec());
    const reads: { keys: PartitionKeys; second: number }[] = [];
    const versions = new Map<string, number>();
    const total = { r: 0, s: 0 };
    const newest = { r: -1, s: -1 };
    partitions.forEach((keys, index) => {
      const changed = answers[index * 2] as string[];
      const [real, simulated, newestReal, newestSimulated] = answers[index * 2 + 1] as (string | null)[];
      total.r += Number(real ?? 0);
      total.s += Number(simulated ?? 0);
      newest.r = Math.max(newest.r, Number(newestReal ?? -1));
      newest.s = Math.max(newest.s, Number(newestSimulated ?? -1));
      for (let i = 0; i + 1 < changed.length; i += 2) {
        if (Number(changed[i]) >= oldest) reads.push({ keys, second: Number(changed[i]) });
      }
      const version = changed.at(-1);
      if (version) versions.set(keys.base, Number(version));
    });
    this.total = total;
    this.newest = { r: newest.r < 0 ? null : newest.r, s: newest.s < 0 ? null : newest.s };
    const queues = answers.slice(partitions.length * 2);
    // The newest epoch's are the last ones.
    const ofOlder = partitions.length - (this.topic?.partitions ?? 0);
    this.waiting.note(
      partitions.map(({ base }, index) => toQueue(base, index >= ofOlder, queues.slice(index * 3))),
      nowMs,
    );
    return { reads, versions };
  }

  private async readCells(reads: { keys: PartitionKeys; second: number }[]): Promise<Cell[]> {
    const pipeline = this.redis.pipeline();
    for (const { keys, second } of reads) pipeline.hgetall(keys.count('s', second));
    const answers = await results(pipeline.exec());
    return reads.map(({ keys, second }, index) => ({
      base: keys.base,
      second,
      fields: answers[index] as Record<string, string>,
    }));
  }

  private take({ base, second, fields }: Cell): number {
    const cells = this.cells.get(second) ?? new Map<string, Record<string, string>>();
    this.cells.set(second, cells);
    cells.set(base, fields);
    return second;
  }

  private merge(second: number): void {
    const totals = totalsOf(this.cells.get(second)?.values() ?? []);
    this.merged.set(second, totals);
    this.rings.set(second, seriesOf(totals));
  }

  private forgetBefore(oldest: number): void {
    for (const second of this.cells.keys()) {
      if (second < oldest) {
        this.cells.delete(second);
        this.merged.delete(second);
      }
    }
  }
}

/** Of older epochs nothing is to come: their topics are gone. */
function toQueue(base: string, isCurrent: boolean, [rows, books, lease]: unknown[]): Queue {
  const [first] = toEntries(rows as Parameters<typeof toEntries>[0]);
  const [position, high, last] = books as (string | null)[];
  const toCome = isCurrent && high ? Math.max(0, Number(high) - 1 - Number(position)) : 0;
  return {
    base,
    firstMs: first?.recordedMs ?? null,
    lastMs: last ? Number(last) : null,
    toCome,
    isRelayed: !isCurrent || lease === 1,
  };
}

/** A pipeline's answers; the first error is thrown. */
export async function results(exec: Promise<[Error | null, unknown][] | null>): Promise<unknown[]> {
  const rows = (await exec) ?? [];
  return rows.map(([error, value]) => {
    if (error) throw error;
    return value;
  });
}
