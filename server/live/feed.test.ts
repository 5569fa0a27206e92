import { expect, test } from 'vitest';
import { parseEvent } from '#contracts/event';
import { Feed } from './feed.ts';

function counted(name: string, properties: Record<string, unknown> = {}, n = 0) {
  const value = JSON.stringify({
    type: 'track',
    event: name,
    userId: 'u',
    timestamp: '2026-01-01T00:00:00Z',
    properties,
  });
  const parsed = parseEvent(value);
  if (!parsed.ok) throw new Error(parsed.reject.reason);
  return { event: parsed.event, id: `0.0.${n}`, value, recordedMs: 0, relayedMs: null, countedMs: 0 };
}

const names = (feed: Feed) =>
  Object.fromEntries([...feed.take()].map(([key, { events }]) => [key, events.map(({ name }) => name)]));

test('each feed holds what is in its focus alone', () => {
  const feed = new Feed();
  feed.watch('all', null);
  feed.watch('cart', { by: 'category', value: 'cart' });
  feed.watch('mug', { by: 'product', value: 'mug' });
  feed.watch('wool', { by: 'search', value: 'wool' });
  feed.add(counted('Cart Viewed'));
  feed.add(counted('Product Viewed', { name: 'mug' }));
  feed.add(counted('Product Viewed', { product_id: 'cup' }));
  feed.add(counted('Products Searched', { query: 'wool' }));
  expect(names(feed)).toEqual({
    all: ['Cart Viewed', 'Product Viewed', 'Product Viewed', 'Products Searched'],
    cart: ['Cart Viewed'],
    mug: ['Product Viewed'],
    wool: ['Products Searched'],
  });
  expect(names(feed), 'nothing new').toEqual({});
});

test('the newest rows are kept, the others counted', () => {
  const feed = new Feed();
  feed.watch('all', null);
  for (let n = 0; n < 10; n += 1) feed.add(counted('Cart Viewed', {}, n));
  const [batch] = [...feed.take()].map(([, taken]) => taken);
  expect([batch?.events.map(({ id }) => id), batch?.omitted]).toEqual([['0.0.6', '0.0.7', '0.0.8', '0.0.9'], 6]);
});

test('a feed that nobody watches any more collects nothing', () => {
  const feed = new Feed();
  feed.watch('all', null);
  feed.unwatch('all');
  feed.add(counted('Cart Viewed'));
  expect(names(feed)).toEqual({});
});
