import assert from 'node:assert/strict';
import type { PartitionBooks } from '#contracts/pipeline';
import type { StreamEntry } from '#stores/streams';
import type { KafkaLog } from './kafka-log.ts';
import type { Produced } from './records.ts';

const offsetOf = (id: string) => Number(id.split('-')[0]);

/**
 * What must be true of one partition in Redis: which offsets were relayed, are pending or are settled.
 * Knows nothing of scripts: it allows a position to move only over records that entered the stream, markers, and
 * records that Kafka no longer has, and an entry to settle only once.
 */
export class Ledger {
  position: number | null = null;
  owner: string | null = null;
  private start = 0;
  private lost = 0;
  private gaps = 0;
  private relayed = new Set<number>();
  private pending = new Set<number>();
  private settled = new Set<number>();

  constructor(private readonly kafka: KafkaLog) {}

  copy(): Ledger {
    const copy = Object.assign(new Ledger(this.kafka), this);
    copy.relayed = new Set(this.relayed);
    copy.pending = new Set(this.pending);
    copy.settled = new Set(this.settled);
    return copy;
  }

  /** The position moved, or not: by an append over what is in Kafka's log, by alignment over what Kafka removed. */
  follow(books: PartitionBooks | null, by: 'append' | 'align' | 'nothing'): void {
    if (books && this.position === null && by === 'align') {
      assert.ok(
        !this.kafka.holds(books.start - 1),
        `the stream starts at ${books.start}, and Kafka has what is before`,
      );
      this.start = books.start;
      this.position = books.start - 1;
    }
    if (!books || this.position === null) {
      assert.equal(books?.position ?? null, this.position);
      return;
    }
    assert.ok(books.position >= this.position, `the position went back from ${this.position} to ${books.position}`);
    if (by === 'nothing') assert.equal(books.position, this.position, 'the position moved');
    for (let offset = this.position + 1; offset <= books.position; offset += 1) this.pass(offset, by === 'align');
    this.position = books.position;
  }

  private pass(offset: number, isLoss: boolean): void {
    if (isLoss) {
      assert.ok(!this.kafka.holds(offset), `offset ${offset} was given up, and Kafka still has it`);
      this.lost += 1;
    } else if (this.kafka.slots[offset]) this.relayed.add(offset);
    else this.gaps += 1;
  }

  /** Entries that nobody had read were given to a consumer: each as it stands in Kafka's log. */
  read(entries: StreamEntry[]): void {
    const expected = this.unread().slice(0, entries.length);
    assert.deepEqual(
      entries.map(({ id, value }) => [id, value]),
      expected.map((offset) => [`${offset}-1`, this.record(offset).value.toString()]),
    );
    for (const offset of expected) this.pending.add(offset);
  }

  claimed(entries: StreamEntry[]): void {
    for (const { id } of entries) assert.ok(this.pending.has(offsetOf(id)), `${id} was claimed and is not pending`);
  }

  /** What the apply script answered for these entries. */
  applied(ids: string[], [status, ...rest]: [string, ...unknown[]]): void {
    const pending = ids.filter((id) => this.pending.has(offsetOf(id)));
    if (status === 'PENDING') assert.deepEqual(rest, pending);
    else assert.equal(pending.length, ids.length, `${status} for entries that are not pending`);
    if (status !== 'OK') return;
    for (const id of ids) {
      this.pending.delete(offsetOf(id));
      this.settled.add(offsetOf(id));
    }
  }

  unread(): number[] {
    return [...this.relayed].filter((offset) => !this.settled.has(offset) && !this.pending.has(offset));
  }

  isDrained(): boolean {
    const toCome = this.kafka.slots.slice((this.position ?? -1) + 1);
    return this.position !== null && toCome.every((slot) => slot === null) && this.settled.size === this.relayed.size;
  }

  record(offset: number): Produced {
    const record = this.kafka.slots[offset];
    assert.ok(record, `offset ${offset} holds no record`);
    return record;
  }

  /** Settled records by offset, parted into the first of each message ID and its duplicates. */
  outcomes(): { first: Map<number, Produced>; duplicates: number } {
    const first = new Map<number, Produced>();
    const messageIds = new Set<string>();
    for (const offset of this.settled) {
      const record = this.record(offset);
      if (record.messageId !== null && messageIds.has(record.messageId)) continue;
      if (record.messageId !== null) messageIds.add(record.messageId);
      first.set(offset, record);
    }
    return { first, duplicates: this.settled.size - first.size };
  }

  /** The books as they have to be at this moment. */
  expectedBooks(): Partial<PartitionBooks> | null {
    if (this.position === null) return null;
    const { first, duplicates } = this.outcomes();
    const of = (kind: string) => [...first.values()].filter(({ fate }) => fate.kind === kind).length;
    return {
      start: this.start,
      position: this.position,
      relayed: this.relayed.size,
      counted: of('counted'),
      duplicates,
      rejected: of('rejected'),
      rejectsWaiting: of('rejected'),
      late: of('late'),
      future: of('future'),
      pending: this.pending.size,
      unread: this.relayed.size - this.settled.size - this.pending.size,
      gaps: this.gaps,
      lost: this.lost,
      doubled: 0,
      owner: this.owner,
    };
  }
}
