import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import type { OutgoingRecord, ProducerQueue } from '#infra/kafka';
import type { PartitionKeys } from '#infra/keys';

const BATCH = 100;

/**
 * Produces the rejects of one partition to the dead-letter topic and removes them only then, so none is lost;
 * a crash in between stores a reject twice, with the same partition and offset in its headers.
 * Returns how many were stored.
 */
export async function storeRejects(
  redis: Redis,
  producer: ProducerQueue,
  keys: PartitionKeys,
  partition: number,
): Promise<number> {
  const rows = await redis.xrangeBuffer(keys.rejects, '-', '+', 'COUNT', BATCH);
  if (rows.length === 0) return 0;
  await producer.send(
    env().KAFKA_DLQ_TOPIC,
    rows.map(([, fields]) => toRecord(fields, partition)),
  );
  await redis.xdel(keys.rejects, ...rows.map(([id]) => id.toString()));
  return rows.length;
}

function toRecord(fields: Buffer[], partition: number): OutgoingRecord {
  const entry = new Map<string, Buffer>();
  for (let i = 0; i + 1 < fields.length; i += 2) entry.set(String(fields[i]), fields[i + 1] as Buffer);
  const text = (name: string) => entry.get(name)?.toString() ?? '';
  return {
    key: entry.get('k') ?? null,
    value: entry.get('v') ?? null,
    headers: {
      reason: text('reason'),
      path: text('path'),
      topic: env().KAFKA_TOPIC,
      partition: String(partition),
      offset: text('id').split('-')[0] ?? '',
      time: new Date(Number(text('t'))).toISOString(),
    },
  };
}
