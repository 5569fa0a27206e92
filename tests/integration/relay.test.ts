import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Health } from '#contracts/api';
import { type Admin, createKafka, createTopics } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { get, readPipeline } from '#tests/helpers/http';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { onCleanup, stackForTest, untilCounted } from '#tests/helpers/run';
import { until } from '#tests/helpers/until';

async function connectAdmin(): Promise<Admin> {
  const admin = createKafka(createLogger('test'), 'test').admin();
  await admin.connect();
  onCleanup(() => admin.disconnect());
  return admin;
}

const owners = (partitions: { owner: string | null }[]) => new Set(partitions.map((each) => each.owner));

test('two relays share the partitions, and one takes over what the other leaves', async () => {
  const stack = await stackForTest({ relay: 2, web: 1 });
  await until('each relay has three partitions', async () => {
    const { partitions } = await readPipeline(stack);
    const counts = [...owners(partitions)].map((owner) => partitions.filter((each) => each.owner === owner).length);
    return counts.length === 2 && counts.every((count) => count === 3);
  });
  await stack.kill('relay-2', 'SIGKILL');
  await produce(stack, eventsOfNow(3_000, 'a'));
  const { books, partitions } = await untilCounted(stack, 3_000);
  expect(owners(partitions).size).toBe(1);
  expect(books).toMatchObject({ counted: 3_000, duplicates: 0, lost: 0, doubled: 0 });
});

test('the offsets of the group that operators look at follow the positions', async () => {
  const stack = await stackForTest({ relay: 2, web: 1 });
  await produce(stack, eventsOfNow(1_000, 'e'));
  const admin = await connectAdmin();
  await until('the offsets add up to what is in Kafka', async () => {
    const offsets = await admin.fetchOffsets({ groupId: stack.env.KAFKA_GROUP, topics: [stack.env.KAFKA_TOPIC] });
    const sum = offsets[0]?.partitions.reduce((total, { offset }) => total + Number(offset), 0);
    return sum === 1_000;
  });
});

test('a full stream pauses its partition, and nothing is lost when it drains', async () => {
  const stack = await stackForTest({ relay: 1, web: 1, env: { STREAM_MAX_ENTRIES: '1000' } });
  await stack.kill('web', 'SIGTERM');
  await produce(stack, eventsOfNow(20_000, 'b'));
  await stack.restart('web');
  const { books } = await untilCounted(stack, 20_000);
  expect(books).toMatchObject({ relayed: 20_000, counted: 20_000, lost: 0, doubled: 0 });
});

test('a topic that was deleted and made anew begins an epoch, and the counts before it stay', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  await produce(stack, eventsOfNow(500, 'c'));
  await untilCounted(stack, 500);
  const admin = await connectAdmin();
  const topic = stack.env.KAFKA_TOPIC;
  await admin.deleteTopics({ topics: [topic] });
  await until('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
  await createTopics(admin, [{ topic, numPartitions: 6 }]);
  await produce(stack, eventsOfNow(700, 'd'));
  const pipeline = await untilCounted(stack, 1_200);
  expect(pipeline.epoch).toBe(2);
  expect(pipeline.books).toMatchObject({ counted: 1_200, lost: 0, doubled: 0 });
});

test('records that Kafka removed before they were relayed are lost, with their offsets, and an alert fires', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  await stack.hold('relay');
  await produce(
    stack,
    eventsOfNow(50, 'g').map((record) => ({ ...record, partition: 2 })),
  );
  const admin = await connectAdmin();
  // kafkajs has the topic's metadata only after a question about it.
  await admin.fetchTopicOffsets(stack.env.KAFKA_TOPIC);
  await admin.deleteTopicRecords({ topic: stack.env.KAFKA_TOPIC, partitions: [{ partition: 2, offset: '20' }] });
  await stack.restart('relay');
  const { books, partitions } = await untilCounted(stack, 30);
  expect(books).toMatchObject({ counted: 30, lost: 20, doubled: 0, balanced: false });
  expect(partitions.find((each) => each.partition === 2)).toMatchObject({ lost: 20, lostOffsets: { from: 0, to: 19 } });
  await stack.untilHealthy();
  expect(await get<Health>(`${stack.url}/api/health`)).toMatchObject({ status: 'degraded', ready: true, lost: 20 });
  await until('the alert fires', async () => {
    const { alerts } = await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts?state=firing`);
    return alerts.some(({ ruleId, value }) => ruleId === 'books' && value === 20);
  });
});
