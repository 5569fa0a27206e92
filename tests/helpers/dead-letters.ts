import { randomUUID } from 'node:crypto';
import { createKafka } from '#infra/kafka';
import { createLogger } from '#infra/logger';

export type DeadLetter = { value: string; headers: Record<string, string> };

/** Reads the dead-letter topic from its start until it has given `atLeast` distinct values. */
export async function readDeadLetters(topic: string, atLeast: number, brokers?: string[]): Promise<DeadLetter[]> {
  const kafka = createKafka(createLogger('dead-letters'), 'test', { brokers });
  const consumer = kafka.consumer({ groupId: `test-${randomUUID()}` });
  const found: DeadLetter[] = [];
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Only ${found.length} of ${atLeast} records are in ${topic}`)),
        30_000,
      );
      const done = () => {
        if (new Set(found.map((each) => each.value)).size < atLeast) return;
        clearTimeout(timer);
        resolve();
      };
      void consumer.run({
        eachMessage: async ({ message }) => {
          const headers = Object.fromEntries(
            Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
          );
          found.push({ value: message.value?.toString() ?? '', headers });
          done();
        },
      });
      done();
    });
    return found;
  } finally {
    await consumer.disconnect();
  }
}
