import { expect, test } from 'vitest';
import { type ParsedEvent, parseEvent } from '#contracts/event';
import { ANY_EVENT, TAIL_FIRST_ROWS, TAIL_MAX_JSON_CHARS, TAIL_ROWS_PER_BATCH, TailFilter } from '#contracts/tail';
import type { CountedEvent } from '#server/consume/consumer';
import { Tail } from './tail.ts';
import { matches } from './tail-filter.ts';

const AT = '2026-01-31T12:00:00.000Z';

function counted(offset: number, fields: Record<string, unknown> = {}): CountedEvent {
  const body = { type: 'track', event: 'Product Viewed', userId: 'u1', timestamp: AT, ...fields };
  const value = JSON.stringify(body);
  const parsed = parseEvent(value);
  if (!parsed.ok) throw new Error(parsed.reject.reason);
  return { id: `1.2.${offset}`, event: parsed.event, value, recordedMs: 10, relayedMs: 20, countedMs: 30 };
}

const eventOf = (fields: Record<string, unknown>): ParsedEvent => counted(0, fields).event;

test.each<[string, Partial<TailFilter>, boolean]>([
  ['nothing asked', {}, true],
  ['its name', { names: ['Order Completed', 'Product Viewed'] }, true],
  ['another name', { names: ['Order Completed'] }, false],
  ['its category', { categories: ['browse'] }, true],
  ['another category', { categories: ['cart'] }, false],
  ['its user', { user: 'u1' }, true],
  ['another user', { user: 'u' }, false],
  ['real traffic', { traffic: 'real' }, false],
  ['simulated traffic', { traffic: 'simulated' }, true],
  ['a text', { properties: [{ path: 'name', value: 'mug' }] }, true],
  ['a number', { properties: [{ path: 'price', value: '29000' }] }, true],
  ['one inside a list', { properties: [{ path: 'products.0.id', value: 'p1' }] }, true],
  ['one of two', { properties: [{ path: 'price', value: '29000' }].concat({ path: 'name', value: 'lamp' }) }, false],
  ['an object', { properties: [{ path: 'products', value: '[object Object]' }] }, false],
  ['what every object has', { properties: [{ path: 'constructor', value: '' }] }, false],
])('a filter by %s', (_what, filter, expected) => {
  const event = eventOf({
    context: { simulated: true },
    properties: { name: 'mug', price: 29_000, products: [{ id: 'p1' }] },
  });
  expect(matches(event, { ...ANY_EVENT, ...filter })).toBe(expected);
});

test('a filter that is too large is refused', () => {
  const properties = Array.from({ length: 6 }, () => ({ path: 'a', value: 'b' }));
  expect(TailFilter.safeParse({ ...ANY_EVENT, properties }).success).toBe(false);
  expect(TailFilter.safeParse({ ...ANY_EVENT, user: 'u'.repeat(257) }).success).toBe(false);
});

test('a batch holds the newest rows that match, and says how many it left out', () => {
  const tail = new Tail();
  const key = tail.watch({ ...ANY_EVENT, user: 'u1' });
  for (let offset = 0; offset < 40; offset += 1) tail.add(counted(offset, { userId: offset % 2 ? 'u1' : 'u2' }));
  for (let offset = 40; offset < 60; offset += 1) tail.add(counted(offset));
  const batch = tail.take(key);
  expect(batch?.rows).toHaveLength(TAIL_ROWS_PER_BATCH);
  expect(batch?.rows.at(-1)?.id).toBe('1.2.59');
  expect(batch?.omitted).toBe(40 - TAIL_ROWS_PER_BATCH);
  expect(tail.take(key)).toBeNull();
});

test('two that ask for the same share one tail, which ends with the second', () => {
  const tail = new Tail();
  const key = tail.watch(ANY_EVENT);
  expect(tail.watch({ ...ANY_EVENT })).toBe(key);
  tail.unwatch(key);
  tail.add(counted(1));
  expect([...tail.keys()]).toEqual([key]);
  expect(tail.take(key)?.rows).toHaveLength(1);
  tail.unwatch(key);
  tail.add(counted(2));
  expect([...tail.keys()]).toEqual([]);
});

test('a tail begins with the newest that match, newest last', () => {
  const tail = new Tail();
  for (let offset = 0; offset < 2 * TAIL_FIRST_ROWS + 10; offset += 1)
    tail.add(counted(offset, { userId: offset % 2 ? 'u1' : 'u2' }));
  const { rows, remembers } = tail.start({ ...ANY_EVENT, user: 'u1' });
  expect(remembers).toBe(2 * TAIL_FIRST_ROWS + 10);
  expect(rows).toHaveLength(TAIL_FIRST_ROWS);
  expect(rows.at(-1)?.id).toBe(`1.2.${2 * TAIL_FIRST_ROWS + 9}`);
});

test('a tail that goes on begins after the newest event that the browser has, and says how many more match', () => {
  const tail = new Tail();
  const total = TAIL_FIRST_ROWS + 20;
  const at = (offset: number) => ({
    ...counted(offset, { userId: offset % 2 ? 'u1' : 'u2' }),
    countedMs: offset * 400,
  });
  for (let offset = 0; offset < 2 * total; offset += 1) tail.add(at(offset));
  const ofUser = { ...ANY_EVENT, user: 'u1' };
  expect(tail.start(ofUser, '1.2.1')).toMatchObject({ missed: total - 1 - TAIL_FIRST_ROWS });
  const near = tail.start(ofUser, `1.2.${2 * total - 5}`);
  // And the second before it, which another server may have had in another order.
  const ids = [7, 5, 3, 1].map((before) => ({ id: `1.2.${2 * total - before}` }));
  expect(near).toMatchObject({ missed: 0, rows: ids });
  expect(tail.start(ofUser, '1.2.99999')).toMatchObject({ missed: null, rows: { length: TAIL_FIRST_ROWS } });
  expect(tail.start(ofUser).missed).toBe(0);
});

test('an event opens with its way, until it is forgotten', () => {
  const tail = new Tail();
  tail.add(counted(1, { properties: { text: 'x'.repeat(TAIL_MAX_JSON_CHARS) } }));
  const opened = tail.open('1.2.1');
  expect(opened).toMatchObject({ partition: 2, offset: 1, way: { recordedMs: 10, relayedMs: 20, countedMs: 30 } });
  expect(opened?.way.producedMs).toBe(Date.parse(AT));
  expect(opened?.json).toHaveLength(TAIL_MAX_JSON_CHARS);
  expect(opened?.totalChars).toBeGreaterThan(TAIL_MAX_JSON_CHARS);
  for (let offset = 2; offset < 5_010; offset += 1) tail.add(counted(offset));
  expect(tail.open('1.2.1')).toBeNull();
  expect(tail.open('1.2.5009')).not.toBeNull();
  expect(tail.start(ANY_EVENT).remembers).toBe(5_000);
});

test('large events are forgotten by their size', () => {
  const tail = new Tail();
  const properties = { text: 'x'.repeat(500_000) };
  for (let offset = 0; offset < 100; offset += 1) tail.add(counted(offset, { properties }));
  expect(tail.start(ANY_EVENT).remembers).toBe(33);
});
