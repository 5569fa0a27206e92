import { createKafka, createProducer, ensureTopics, type OutgoingRecord } from '#infra/kafka';
import { createLogger } from '#infra/logger';

const NAMES = [
  'Product Viewed',
  'Product Clicked',
  'Product Added',
  'Products Searched',
  'Order Completed',
  'Push Notification Tapped',
];

/** One valid event of about 400 bytes. `n` makes its messageId and user. */
export function benchRecord(n: number, runId: string, timestampMs: number): OutgoingRecord {
  const userId = `user-${n % 5_000}`;
  const event = {
    type: 'track',
    event: NAMES[n % NAMES.length],
    messageId: `${runId}-${n}`,
    userId,
    timestamp: new Date(timestampMs).toISOString(),
    properties: {
      product_id: `sku-${n % 300}`,
      name: `Product ${n % 300}`,
      price: 29_000,
      currency: 'KRW',
      query: `query ${n % 50}`,
    },
    context: { library: { name: 'bench', version: '1' }, page: { path: '/product', url: 'https://demo.shop/product' } },
    receivedAt: new Date(timestampMs).toISOString(),
  };
  return { key: userId, value: JSON.stringify(event) };
}

/** Writes `count` events to the topic as fast as Kafka takes them. */
export async function fillTopic(topic: string, count: number): Promise<void> {
  const kafka = createKafka(createLogger('bench'), 'yeoul-bench');
  await ensureTopics(kafka);
  const producer = createProducer(kafka);
  await producer.connect();
  const runId = `bench-${Date.now()}`;
  for (let at = 0; at < count; at += 2_000) {
    const size = Math.min(2_000, count - at);
    await producer.send(
      topic,
      Array.from({ length: size }, (_, i) => benchRecord(at + i, runId, Date.now())),
    );
  }
  await producer.close();
}
