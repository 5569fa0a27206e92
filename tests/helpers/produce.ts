import { createKafka, createProducer, type OutgoingRecord } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import type { Stack } from './services.ts';

/** Writes records to the stack's topic and returns when Kafka has stored them. */
export async function produce(stack: Stack, records: OutgoingRecord[]): Promise<void> {
  const kafka = createKafka(createLogger('test'), 'test', { brokers: stack.env.KAFKA_BROKERS.split(',') });
  const producer = createProducer(kafka);
  await producer.connect();
  await producer.send(stack.env.KAFKA_TOPIC, records);
  await producer.close();
}

/** An event of now; `rest` are further fields of it, or others in their place. */
export function trackEvent(name: string, userId: string, rest: Record<string, unknown> = {}): OutgoingRecord {
  const timestamp = new Date().toISOString();
  return { key: userId, value: JSON.stringify({ type: 'track', event: name, userId, timestamp, ...rest }) };
}

/** `count` valid events of now, spread over users. */
export function eventsOfNow(count: number, runId: string): OutgoingRecord[] {
  return Array.from({ length: count }, (_, n) =>
    trackEvent('Product Viewed', `user-${n % 53}`, { messageId: `${runId}-${n}` }),
  );
}
