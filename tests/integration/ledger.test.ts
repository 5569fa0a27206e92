import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Counts } from '#contracts/api';
import type { Pipeline } from '#contracts/pipeline';
import { createKafka, createProducer, type ProducerQueue } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { patchedBuild } from '#tests/helpers/control';
import { readDeadLetters } from '#tests/helpers/dead-letters';
import { get, readPipeline } from '#tests/helpers/http';
import { differences, type Ledger, makeLedger } from '#tests/helpers/ledger';
import { onCleanup, stackForTest } from '#tests/helpers/run';
import type { Stack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

const EVENTS = 20_000;
const RECORDS_PER_SEND = 200;
const SEND_EVERY_MS = 60;
const log = createLogger('ledger-test');

async function connectProducer(): Promise<ProducerQueue> {
  const producer = createProducer(createKafka(log, 'ledger-test'));
  await producer.connect();
  onCleanup(() => producer.close());
  return producer;
}

const startRun = (projectRoot?: string) => stackForTest({ relay: 1, web: 1, supervise: true, projectRoot });

/** Writes the ledger's records to Kafka, a little at a time, so that faults come while events flow. */
async function write(stack: Stack, ledger: Ledger): Promise<void> {
  const producer = await connectProducer();
  for (let at = 0; at < ledger.records.length; at += RECORDS_PER_SEND) {
    await producer.send(stack.env.KAFKA_TOPIC, ledger.records.slice(at, at + RECORDS_PER_SEND));
    await new Promise((resolve) => setTimeout(resolve, SEND_EVERY_MS));
  }
}

/** Kills the processes one after the other, each in the middle of its work: when counts have grown since the last. */
async function killInTurn(stack: Stack, names: string[]): Promise<void> {
  let before = 0;
  for (const name of names) {
    await until(`events are counted before ${name} is killed`, async () => {
      const { books } = await readPipeline(stack);
      const hasGrown = books.counted > before;
      if (hasGrown) before = books.counted;
      return hasGrown;
    });
    await stack.kill(name, 'SIGKILL');
  }
}

/** The books when all records have been relayed and settled; pages may be down for a moment after a kill. */
function settled(stack: Stack, ledger: Ledger): Promise<Pipeline> {
  return until(`all ${ledger.records.length} records are settled`, async () => {
    const pipeline = await readPipeline(stack);
    const { relayed, toCome, pending, unread, rejectsWaiting } = pipeline.books;
    const isSettled = relayed === ledger.records.length && toCome + pending + unread + rejectsWaiting === 0;
    return isSettled ? pipeline : null;
  });
}

function readCounts(stack: Stack, endSecond: number): Promise<Counts> {
  const iso = (second: number) => encodeURIComponent(new Date(second * 1_000).toISOString());
  return get<Counts>(`${stack.url}/api/counts?from=${iso(endSecond - 4_000)}&to=${iso(endSecond + 1)}&step=1s`);
}

test('every cell equals the ledger while relay and web are killed twice each', async () => {
  const stack = await startRun();
  const endSecond = Math.floor(Date.now() / 1_000) - 5;
  const ledger = makeLedger(EVENTS, endSecond, randomUUID());
  await Promise.all([write(stack, ledger), killInTurn(stack, ['relay', 'web', 'relay', 'web'])]);
  const { books } = await settled(stack, ledger);
  const counts = await readCounts(stack, endSecond);

  expect(differences(ledger, counts)).toEqual([]);
  expect(counts.total).toBe(ledger.counted);
  expect(books).toMatchObject({
    counted: ledger.counted,
    duplicates: ledger.duplicates,
    rejected: ledger.malformed.size,
    late: ledger.late,
    future: ledger.future,
    lost: 0,
    doubled: 0,
    balanced: true,
  });
  const deadLetters = await readDeadLetters(stack.env.KAFKA_DLQ_TOPIC, ledger.malformed.size);
  expect(new Set(deadLetters.map((each) => each.value))).toEqual(ledger.malformed);
  expect(deadLetters.every((each) => each.headers.reason && each.headers.offset && each.headers.partition)).toBe(true);
});

test('a build that counts and then acknowledges is caught', async () => {
  const control = await patchedBuild('count-then-acknowledge');
  onCleanup(control.remove);
  const stack = await startRun(control.root);
  const endSecond = Math.floor(Date.now() / 1_000) - 5;
  const ledger = makeLedger(EVENTS, endSecond, randomUUID());
  await Promise.all([write(stack, ledger), killInTurn(stack, ['web', 'web'])]);
  const differing = await until('the counts differ from the ledger', async () => {
    const found = differences(ledger, await readCounts(stack, endSecond)).filter((each) => isDoubled(each));
    return found.length > 0 ? found : null;
  });
  expect(differing.length).toBeGreaterThan(0);
});

/** More was found than the ledger has; fewer is only a pipeline that is not through yet. */
function isDoubled(difference: string): boolean {
  const [, expected, found] = /expected (\d+), found (\d+)/.exec(difference) ?? [];
  return Number(found) > Number(expected);
}
