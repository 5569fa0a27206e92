import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import type { UserSeries } from '#server/consume/fold';
import { partitionsOf, readTopic } from '#stores/topic';
import { minuteOf } from './minutes.ts';
import { spanOf, type UserSpan } from './rule-series.ts';
import type { Kind } from './totals.ts';
import { results } from './windows.ts';

/** `isKept`: written down as the users of a minute that is over. */
type Users = Record<Kind, number> & { isKept: boolean };

const MINUTE = 60;
const KINDS = ['r', 's'] as const;
/** The live page's active users. */
const ACTIVE: UserSpan = { name: 'all.300', series: null, seconds: 300 };
/** Active users of some events that nobody has asked for in so long are followed no more. */
const ASKED_MS = 10_000;
/** As far as the live page looks back; a backtest looks back an hour. */
const MINUTES_KNOWN = 122;
const BACKTEST_MINUTES = 62;
/** Older minutes read again in a turn: late events are in those of five minutes within half a minute. */
const REREAD = 4;
/** Pieces that one turn merges for minutes not read yet: the history of a long span comes bit by bit. */
const PIECES_PER_TURN = 610;
/** Rules on users are judged by numbers as old as this many seconds, at most. */
const MAX_TURNS_BETWEEN = 10;
/** Beside those that are followed, as of backtests. */
const MAX_OTHERS = 20;

/**
 * This process's copy of how many distinct users there were in the minutes up to a minute, as Redis estimates it. Of those
 * that rules ask for, what is over is written down beside the counts of its minute: so it is known a day and a week later.
 */
export class DistinctUsers {
  private readonly known = new Map<string, Map<number, Users>>();
  /** Active users of some events, and when they were asked for last. */
  private readonly asked = new Map<string, { span: UserSpan; atMs: number }>();
  private turn = 0;

  constructor(private readonly redis: Redis) {}

  reset(): void {
    this.known.clear();
  }

  /** Once a second. A span of many pieces is read less often, so that each costs Redis about as much. */
  async refresh(ofRules: readonly UserSpan[]): Promise<void> {
    const partitions = await this.partitions();
    const now = minuteOf(Date.now() / 1_000);
    this.turn += 1;
    for (const [id, { atMs }] of this.asked) if (atMs < Date.now() - ASKED_MS) this.asked.delete(id);
    const ofPages = [ACTIVE, ...[...this.asked.values()].map(({ span }) => span)];
    const followed = new Map([...ofPages, ...ofRules].map((span) => [span.name, span]));
    const kept = new Set(ofRules.map(({ name }) => name));
    const due = [...followed.values()].filter(
      (span) => this.turn % turnsBetween(span) === 0 || !this.of(span).has(now),
    );
    await Promise.all(due.map((span) => this.read(partitions, span, this.toRead(span, now), kept.has(span.name))));
    const others = [...this.known.keys()].filter((name) => !followed.has(name));
    for (const name of others.slice(0, Math.max(0, others.length - MAX_OTHERS))) this.known.delete(name);
    for (const users of this.known.values())
      for (const minute of users.keys()) if (minute < now - MINUTES_KNOWN * MINUTE) users.delete(minute);
  }

  /** In the last hour, for a backtest of a rule that nobody has saved yet. */
  async load(span: UserSpan): Promise<void> {
    if (isByTen(span) || isBySecond(span)) return;
    const now = minuteOf(Date.now() / 1_000);
    const users = this.of(span);
    const minutes = Array.from({ length: BACKTEST_MINUTES }, (_, age) => now - age * MINUTE);
    const missing = minutes.filter((minute, age) => age < 2 || !users.has(minute));
    await this.read(await this.partitions(), span, missing, false);
  }

  /** Those of the five minutes up to the minute of this second. */
  active(second: number): Record<Kind, number> {
    return this.of(ACTIVE).get(minuteOf(second)) ?? { r: 0, s: 0 };
  }

  /** The same of some events, which are followed for as long as they are asked for; null while not known. */
  activeOf(series: UserSeries, second: number): Record<Kind, number> | null {
    const span = spanOf(series, ACTIVE.seconds);
    this.asked.set(series.id, { span, atMs: Date.now() });
    return this.of(span).get(minuteOf(second)) ?? null;
  }

  /** Reads those of the last hour, unless they are followed, so that whoever asks first need not wait. */
  async loadActive(series: UserSeries): Promise<void> {
    if (!this.asked.has(series.id)) await this.load(spanOf(series, ACTIVE.seconds));
  }

  /** Those of a span up to the minute of this second; null while not known. */
  at({ name }: UserSpan, second: number, kind: Kind): number | null {
    return this.known.get(name)?.get(minuteOf(second))?.[kind] ?? null;
  }

  /** Whether those of the minute of this second, if not known, are read before long. */
  isToCome(span: UserSpan, second: number): boolean {
    const minutes = isByTen(span) ? 2 : MINUTES_KNOWN;
    return minuteOf(second) > minuteOf(Date.now() / 1_000) - minutes * MINUTE;
  }

  private of({ name }: UserSpan): Map<number, Users> {
    let users = this.known.get(name);
    if (!users) {
      users = new Map();
      this.known.set(name, users);
    }
    return users;
  }

  private async partitions(): Promise<PartitionKeys[]> {
    const topic = await readTopic(this.redis);
    return topic ? partitionsOf(topic).map(({ partition, epoch }) => partitionKeys(partition, epoch)) : [];
  }

  /** The two newest minutes; where pieces are kept long enough, some that are not known yet, and some that are. */
  private toRead(span: UserSpan, now: number): number[] {
    if (isByTen(span)) return [now, now - MINUTE];
    const users = this.of(span);
    let missing = Math.ceil((PIECES_PER_TURN * MINUTE) / span.seconds);
    const rereadAt = (this.turn * REREAD) % MINUTES_KNOWN;
    return Array.from({ length: MINUTES_KNOWN }, (_, age) => now - age * MINUTE).filter((minute, age) => {
      if (age < 2) return true;
      if (users.has(minute)) return (age - rereadAt + MINUTES_KNOWN) % MINUTES_KNOWN < REREAD;
      missing -= 1;
      return missing >= 0;
    });
  }

  private async read(partitions: PartitionKeys[], span: UserSpan, minutes: number[], isKept: boolean): Promise<void> {
    const asked = minutes.flatMap((minute) =>
      KINDS.flatMap((kind) => partitions.map((keys) => ({ minute, kind, keys }))),
    );
    const pipeline = this.redis.pipeline();
    for (const { minute, kind, keys } of asked) pipeline.pfcount(...piecesOf(keys, kind, span, minute));
    const counts = (await results(pipeline.exec())) as number[];
    const users = new Map<number, Users>(minutes.map((minute) => [minute, { r: 0, s: 0, isKept: false }]));
    asked.forEach(({ minute, kind }, index) => {
      // A user's events are all in one partition, so distinct users add up.
      (users.get(minute) as Users)[kind] += counts[index] ?? 0;
    });
    const known = this.of(span);
    const newest = Math.max(...minutes);
    const over = new Set<number>();
    for (const [minute, now] of users) {
      const before = known.get(minute);
      const isSame = before?.isKept && before.r === now.r && before.s === now.s;
      now.isKept = isKept && minute < newest;
      if (now.isKept && !isSame) over.add(minute);
      known.set(minute, now);
    }
    const rows = asked.flatMap((row, index) => (over.has(row.minute) ? [{ ...row, count: counts[index] ?? 0 }] : []));
    await this.writeDown(span, rows);
  }

  private async writeDown(
    span: UserSpan,
    rows: { minute: number; kind: Kind; keys: PartitionKeys; count: number }[],
  ): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const { minute, kind, keys, count } of rows) {
      if (count === 0) continue;
      pipeline.hset(keys.count('m', minute), `${kind}^${span.name}`, count);
      pipeline.expireat(keys.count('m', minute), minute + env().MINUTES_KEPT_DAYS * 86_400 + MINUTE);
    }
    if (pipeline.length > 0) await results(pipeline.exec());
  }
}

/** 1 for five minutes, 10 from fifty on. */
const turnsBetween = ({ seconds }: UserSpan) => Math.min(MAX_TURNS_BETWEEN, Math.ceil(seconds / ACTIVE.seconds));

/** Of less than a minute: those are RecentUsers'. */
export const isBySecond = ({ series }: UserSpan): boolean => series?.sizeSeconds === 1;

const isByTen = ({ series }: UserSpan) => series !== null && series.sizeSeconds > MINUTE;

/** The HyperLogLogs of a span that ends with this minute. */
function piecesOf(keys: PartitionKeys, kind: Kind, { series, seconds }: UserSpan, minute: number): string[] {
  const size = series?.sizeSeconds ?? MINUTE;
  const end = minute + MINUTE;
  const pieces: string[] = [];
  for (let at = Math.floor((end - seconds) / size) * size; at < end; at += size)
    pieces.push(keys.users(kind, at, series?.id));
  return pieces;
}
