import type { KafkaOffsets } from '#workers/relay/align';
import type { Produced } from './records.ts';

/** What one fetch answers: `messages` leaves out markers, as kafkajs does. */
export type Fetched = {
  fetchedOffset: number;
  lastOffset: number;
  high: number;
  messages: (Produced & { offset: number })[];
};

/** Stands for Kafka's durable log of one partition. A slot without a record is a transaction marker. */
export class KafkaLog {
  private low = 0;
  readonly slots: (Produced | null)[] = [];

  get high(): number {
    return this.slots.length;
  }

  offsets(): KafkaOffsets {
    return { low: this.low, high: this.high };
  }

  /** Retention removes the oldest offsets. */
  retain(count: number): void {
    this.low = Math.min(this.low + count, this.high);
  }

  holds(offset: number): boolean {
    return offset >= this.low && offset < this.high;
  }

  /**
   * At most `count` offsets, or as many as it takes to reach a record. Out of range, kafkajs begins again at the oldest.
   */
  fetch(from: number, count: number): Fetched | null {
    const fetchedOffset = from < this.low || from > this.high ? this.low : from;
    let end = Math.min(fetchedOffset + count, this.high);
    while (end < this.high && this.slots.slice(fetchedOffset, end).every((slot) => slot === null)) end += 1;
    if (end === fetchedOffset) return null;
    const messages = this.slots
      .slice(fetchedOffset, end)
      .flatMap((slot, index) => (slot ? [{ ...slot, offset: fetchedOffset + index }] : []));
    return { fetchedOffset, lastOffset: end - 1, high: this.high, messages };
  }
}
