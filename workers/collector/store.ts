import { env } from '#infra/env';
import type { OutgoingRecord, ProducerQueue } from '#infra/kafka';

/** Records that may wait for Kafka; what comes on top is refused, for the sender to keep. */
const MAX_WAITING = 20_000;
const ANSWER_LIMIT_MS = 10_000;

/** Kafka takes no more at the moment; whoever sent it tries again. */
export class Busy extends Error {}

/** Resolves when Kafka has all of them. Rejects with `Busy` when it can't take them, or has not within 10 s. */
export type Store = (records: OutgoingRecord[]) => Promise<void>;

export function createStore(producer: ProducerQueue): Store {
  let waiting = 0;
  return async (records) => {
    if (waiting + records.length > MAX_WAITING)
      throw new Busy(`${waiting} events wait for Kafka, which is slow or away: send this again in a second.`);
    waiting += records.length;
    const stored = producer.send(env().KAFKA_TOPIC, records).finally(() => {
      waiting -= records.length;
    });
    await within(stored, ANSWER_LIMIT_MS);
  };
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
