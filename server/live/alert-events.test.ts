import { expect, test } from 'vitest';
import { parseEvent } from '#contracts/event';
import { alert } from '#tests/helpers/live-messages';
import { eventsOf } from './alert-events.ts';
import { Tail } from './tail.ts';

const AT = '2026-01-31T12:00:00.000Z';

function add(tail: Tail, offset: number, event: string): string {
  const value = JSON.stringify({ type: 'track', event, messageId: `${offset}`, userId: 'u1', timestamp: AT });
  const parsed = parseEvent(value);
  if (!parsed.ok) throw new Error(parsed.reject.reason);
  tail.add({ id: `1.0.${offset}`, event: parsed.event, value, recordedMs: 1, relayedMs: 2, countedMs: 3 });
  return value;
}

test('the events of a rare name are there, newest first, though thousands of others came since', () => {
  const tail = new Tail();
  const failed = [add(tail, 1, 'Payment Failed'), add(tail, 2, 'Payment Failed')];
  for (let offset = 3; offset < 6_000; offset += 1) add(tail, offset, 'Product Viewed');
  const quantity = { of: 'events' as const, names: ['Payment Failed'], category: null };
  const fired = { ...alert('a', 'firing', AT), measure: { kind: 'value' as const, quantity, windowSeconds: 300 } };
  expect(eventsOf(tail, fired)).toEqual(failed.reverse());
});

test('names that senders make up without end push out neither a known name nor what came last', () => {
  const tail = new Tail();
  const failed = add(tail, 1, 'Payment Failed');
  for (let offset = 2; offset < 7_000; offset += 1) add(tail, offset, `Made up ${offset}`);
  expect([...tail.newestOf(['Payment Failed'])].map(({ value }) => value)).toEqual([failed]);
  expect([...tail.newestOf(['Made up 6999'])]).toHaveLength(1);
  expect([...tail.newestOf(['Made up 2'])]).toEqual([]);
});
