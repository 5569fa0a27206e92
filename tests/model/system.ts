import assert from 'node:assert/strict';
import type { Redis } from 'ioredis';
import type { PartitionBooks } from '#contracts/pipeline';
import { env } from '#infra/env';
import { type PartitionKeys, partitionKeys } from '#infra/keys';
import { readPartitionBooks } from '#stores/books';
import { freshEpoch, removeKeys } from '#tests/helpers/redis';
import { ConsumerActor } from './consumer-actor.ts';
import { KafkaLog } from './kafka-log.ts';
import { Ledger } from './ledger.ts';
import { RelayActor } from './relay-actor.ts';
import { Snapshots } from './snapshots.ts';

/** One partition with everybody who works on it, and the ledger of what must be true of it. */
export class System {
  readonly keys: PartitionKeys;
  readonly kafka = new KafkaLog();
  ledger = new Ledger(this.kafka);
  readonly relays: RelayActor[];
  readonly consumers: ConsumerActor[];
  readonly snapshots: Snapshots;
  /** Event time of all records counts from here: so near the end of a window of deduplication that clocks disagree. */
  readonly startSecond: number;
  private readonly epoch = freshEpoch();
  private passedSeconds = 0;

  /** `redis` is what the actors use; `control` looks and rolls back. */
  constructor(
    readonly redis: Redis,
    private readonly control: Redis,
  ) {
    this.keys = partitionKeys(0, this.epoch);
    const window = env().DEDUPE_WINDOW_SECONDS;
    this.startSecond = Math.floor(Date.now() / 1_000 / window) * window + window - 2;
    this.relays = ['relay-0', 'relay-1'].map((name) => new RelayActor(this, name));
    this.consumers = [0, 3, -3].map((clockSkew, index) => new ConsumerActor(this, index, clockSkew));
    this.snapshots = new Snapshots(control, this.keys.base, this.ledger.copy());
  }

  get now(): number {
    return this.startSecond + this.passedSeconds;
  }

  /** A sequence stays within one window: what was seen must be known to its end. */
  pass(seconds: number): void {
    this.passedSeconds = Math.min(this.passedSeconds + seconds, env().DEDUPE_WINDOW_SECONDS - 60);
  }

  async rollBack(back: number): Promise<void> {
    this.ledger = (await this.snapshots.rollBack(back)) ?? this.ledger;
  }

  async loseAll(): Promise<void> {
    this.ledger = await this.snapshots.loseAll();
  }

  /** Consumers that hold a batch, one for each batch. */
  holders(): { consumer: ConsumerActor; batch: number }[] {
    return this.consumers.flatMap((consumer) =>
      Array.from({ length: consumer.batches }, (_, batch) => ({ consumer, batch })),
    );
  }

  /** Called after each script that may move the position. */
  async follow(by: 'append' | 'align' | 'nothing'): Promise<PartitionBooks | null> {
    const books = await readPartitionBooks(this.control, { partition: 0, epoch: this.epoch }, true);
    this.ledger.follow(books, by);
    return books;
  }

  /** Books balance at every moment, not only when all is done. */
  async checkBooks(): Promise<void> {
    const books = await this.follow('nothing');
    const expected = this.ledger.expectedBooks();
    const found =
      books && expected && Object.fromEntries(Object.keys(expected).map((name) => [name, pick(books, name)]));
    assert.deepEqual(found, expected);
  }

  remove(): Promise<void> {
    return removeKeys(this.control, this.keys.base);
  }
}

const pick = (books: PartitionBooks, name: string) => books[name as keyof PartitionBooks];
