import { afterEach } from 'vitest';
import type { Pipeline } from '#contracts/pipeline';
import { createKafka, createProducer, type OutgoingRecord } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { readPipeline } from './http.ts';
import { type Stack, type StackOptions, startStack } from './services.ts';
import { until } from './until.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs after the test, the last one added first. */
export function onCleanup(cleanup: () => unknown): void {
  cleanups.push(cleanup);
}

/** A stack that is stopped after the test. */
export async function stackForTest(options: StackOptions): Promise<Stack> {
  const stack = await startStack(options);
  onCleanup(() => stack.stop());
  return stack;
}

/** Writes records to the stack's topic and returns when Kafka has stored them. */
export async function produce(stack: Stack, records: OutgoingRecord[]): Promise<void> {
  const kafka = createKafka(createLogger('test'), 'test', { brokers: stack.env.KAFKA_BROKERS.split(',') });
  const producer = createProducer(kafka);
  await producer.connect();
  await producer.send(stack.env.KAFKA_TOPIC, records);
  await producer.close();
}

/** `count` valid events of now, spread over users. */
export function eventsOfNow(count: number, runId: string): OutgoingRecord[] {
  return Array.from({ length: count }, (_, n) => ({
    key: `user-${n % 53}`,
    value: JSON.stringify({
      type: 'track',
      event: 'Product Viewed',
      messageId: `${runId}-${n}`,
      userId: `user-${n % 53}`,
      timestamp: new Date().toISOString(),
    }),
  }));
}

/** The pipeline when this many events are counted and nothing is on its way. */
export function untilCounted(stack: Stack, count: number, timeoutMs?: number): Promise<Pipeline> {
  return until(
    `${count} events are counted`,
    async () => {
      const pipeline = await readPipeline(stack);
      const { counted, toCome, pending, unread } = pipeline.books;
      if (counted >= count && toCome + pending + unread === 0) return pipeline;
      throw new Error(`the books are ${JSON.stringify(pipeline.books)}`);
    },
    timeoutMs,
  );
}
