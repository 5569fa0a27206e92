import { apply } from '#server/consume/apply';
import { Batch } from '#server/consume/batch';
import type { Fold, FoldLimits } from '#server/consume/fold';
import { claimIdle, ensureGroup, forgetIdleConsumers, readNew, type StreamEntry } from '#stores/streams';
import type { System } from './system.ts';
import { wire } from './wire.ts';

/** A batch with its fold, made when its entries or the last answer came; it may be sent much later. */
type Work = { batch: Batch; fold: Fold; limits: FoldLimits };

/** A web process as far as it counts, one step at a time; with any number of batches that it has read. */
export class ConsumerActor {
  private name: string;
  private lives = 0;
  private works: Work[] = [];
  /** Folds as they were sent; any may arrive again, at any time. */
  private readonly sent: Work[] = [];

  constructor(
    private readonly system: System,
    private readonly index: number,
    private readonly clockSkew: number,
  ) {
    this.name = this.nextName();
  }

  async read(count: number): Promise<void> {
    // A read of nothing would wait.
    if (this.system.ledger.unread().length === 0) return;
    const entries = await this.unlessGroupIsGone(() =>
      readNew(this.system.redis, this.system.keys, this.name, count, 1),
    );
    if (!entries) return;
    this.system.ledger.read(entries);
    this.take(entries);
  }

  async claim(count: number): Promise<void> {
    const entries = await this.unlessGroupIsGone(() =>
      claimIdle(this.system.redis, this.system.keys, this.name, 0, count),
    );
    if (!entries) return;
    this.system.ledger.claimed(entries);
    this.take(entries);
  }

  /** Sends one of its batches. `isAnswered` false: the process dies before the answer comes. */
  async apply(index: number, times: number, isAnswered: boolean): Promise<void> {
    const work = this.works[index];
    if (!work) return;
    this.sent.push({ ...work });
    const answer = await this.send(work, times);
    if (!isAnswered) return this.crash();
    if (answer) work.batch.learn(answer);
    if (!answer || work.batch.entries.length === 0) this.works = this.works.filter((each) => each !== work);
    else Object.assign(work, this.fold(work.batch));
  }

  /** An apply sent long ago, perhaps by a process that is dead by now, reaches Redis. */
  async arriveLate(back: number): Promise<void> {
    const work = this.sent.at(-1 - back);
    if (work) await this.send(work, 1);
  }

  /** Deletes the consumers that hold nothing, while `meanwhile` happens between the look and the deletion. */
  async forgetOthers(meanwhile: () => Promise<void>): Promise<void> {
    const redis = wire(this.system.redis, { before: meanwhile });
    await this.unlessGroupIsGone(() => forgetIdleConsumers(redis, this.system.keys, this.name, -1));
  }

  /** Dies; what it had read stays pending. The process that takes its place has another name. */
  crash(): void {
    this.works = [];
    this.name = this.nextName();
  }

  get batches(): number {
    return this.works.length;
  }

  private take(entries: StreamEntry[]): void {
    if (entries.length > 0) this.works.push(this.fold(new Batch(entries)));
  }

  private fold(batch: Batch): Work {
    const limits: FoldLimits = {
      now: this.system.now + this.clockSkew,
      secondsKept: 10_800,
      minutesKept: 691_200,
      hoursKept: 34_560_000,
      futureLimit: 60,
    };
    return { batch, fold: batch.fold(limits), limits };
  }

  private send({ fold, limits }: Work, times: number) {
    const redis = wire(this.system.redis, {
      times,
      onReply: (reply) => this.system.ledger.applied(fold.ids, reply as [string, ...unknown[]]),
    });
    return this.unlessGroupIsGone(() => apply(redis, this.system.keys, fold, limits));
  }

  /** After Redis lost all, the group is made again and what was pending is read from it. */
  private async unlessGroupIsGone<T>(run: () => Promise<T>): Promise<T | null> {
    try {
      return await run();
    } catch (error) {
      if (!String(error).includes('NOGROUP') && !String(error).includes('no such key')) throw error;
      await ensureGroup(this.system.redis, this.system.keys);
      return null;
    }
  }

  private nextName(): string {
    this.lives += 1;
    return `web-${this.index}-${this.lives}`;
  }
}
