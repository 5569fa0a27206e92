import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { testRedis } from '#tests/helpers/redis';
import { ConsumerActor } from './consumer-actor.ts';
import { compareResult, drain } from './drain.ts';
import { type Draft, produce } from './records.ts';
import type { RelayActor } from './relay-actor.ts';
import { System } from './system.ts';

/** Sequences that the property has found, short enough to be read. */
// On a busy machine a command takes its time; here it must not be taken for lost.
const redis = testRedis({ commandTimeout: 60_000 });
let system: System;
let relay: RelayActor;
let ahead: ConsumerActor;
let behind: ConsumerActor;

beforeEach(() => {
  system = new System(redis, redis);
  [relay] = system.relays as [RelayActor];
  // One clock is in the next window of deduplication already, the other one is not.
  [, ahead, behind] = system.consumers as [ConsumerActor, ConsumerActor, ConsumerActor];
});
afterEach(() => system.remove());
afterAll(() => redis.quit());

const event: Draft = { kind: 'event', name: 'Product Viewed', secondsAgo: 0, simulated: false, identified: true };
const copy: Draft = { kind: 'copy', back: 0 };
const marker: Draft = { kind: 'marker' };
const write = (...drafts: Draft[]) => produce(system.kafka.slots, drafts, system.startSecond);

async function relayAll(): Promise<void> {
  await relay.take([]);
  for (let step = 0; step < 10 && system.ledger.position !== system.kafka.high - 1; step += 1) await relay.step(100, 1);
}

async function finish(): Promise<void> {
  await system.checkBooks();
  await drain(system);
  await compareResult(system, redis);
}

test('what Kafka removes together with the record to compare is lost, not a gap', async () => {
  write(event);
  await relayAll();
  await relay.take([]);
  write(event, event);
  system.kafka.retain(2);
  await relay.step(100, 1);
  await system.checkBooks();
  await finish();
  expect(system.ledger.expectedBooks()).toMatchObject({ relayed: 2, lost: 1, gaps: 0 });
});

test('a relay reads on behind markers that follow the record to compare', async () => {
  write(event, marker, marker, marker);
  await relayAll();
  write(event);
  // Fetches of three offsets: the first one ends within the markers.
  await finish();
});

test('a duplicate is known to a consumer whose clock is behind', async () => {
  write(event, copy);
  await relayAll();
  await ahead.read(1);
  await behind.read(1);
  await ahead.apply(0, 1, true);
  await behind.apply(0, 1, true);
  await finish();
});

test('what was a duplicate before Redis lost its last second is counted when nothing else is left of it', async () => {
  const [first, second] = [ahead, new ConsumerActor(system, 3, 3)];
  await relay.take([]);
  await system.snapshots.take(system.ledger);
  write(event, copy);
  await relayAll();
  await first.read(1);
  await second.read(1);
  await first.apply(0, 1, true);
  // Answered that the message ID was seen: folded again as a duplicate, and not sent yet.
  await second.apply(0, 1, true);
  await system.rollBack(0);
  system.kafka.retain(1);
  await relayAll();
  await first.read(1);
  await second.apply(0, 1, true);
  await finish();
  expect(system.ledger.expectedBooks()).toMatchObject({ counted: 1, duplicates: 0, lost: 1 });
});
