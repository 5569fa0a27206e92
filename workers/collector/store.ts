import { env } from '#infra/env';
import type { OutgoingRecord, ProducerQueue } from '#infra/kafka';
import { Latency } from '#infra/latency';

/** Records that may wait for Kafka; what comes on top is refused, for the sender to keep. */
const MAX_WAITING = 20_000;
const ANSWER_LIMIT_MS = 10_000;

/** Kafka takes no more at the moment; whoever sent it tries again. */
export class Busy extends Error {}

/** Where the events of requests go. */
export class Store {
  /** Records that Kafka has not acknowledged yet. */
  waiting = 0;
  /** From an event's being accepted to its being acknowledged by Kafka. */
  readonly latency = new Latency();

  constructor(private readonly producer: ProducerQueue) {}

  /** Resolves when Kafka has all of them. Rejects with `Busy` when it can't take them, or has not within 10 s. */
  async add(records: OutgoingRecord[]): Promise<void> {
    if (this.waiting + records.length > MAX_WAITING)
      throw new Busy(`${this.waiting} events wait for Kafka, which is slow or away: send this again in a second.`);
    this.waiting += records.length;
    await within(this.send(records), ANSWER_LIMIT_MS);
  }

  private async send(records: OutgoingRecord[]): Promise<void> {
    const acceptedMs = Date.now();
    try {
      await this.producer.send(env().KAFKA_TOPIC, records);
      this.latency.add(records.map(() => acceptedMs));
    } finally {
      this.waiting -= records.length;
    }
  }
}

/** A send can't be taken back: what is stored after the limit and sent again is one event, by its message ID. */
async function within(stored: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = () => reject(new Busy('Kafka has not answered: send this again, with the same message ID.'));
    timer = setTimeout(late, limitMs);
  });
  try {
    await Promise.race([stored, limit]);
  } finally {
    clearTimeout(timer);
  }
}
