import { expect, test } from 'vitest';
import { type Focus, labelOf } from '#contracts/focus';
import { ANY_EVENT } from '#contracts/tail';
import { eventsAddress } from './focus-events.ts';
import { fromSearch } from './tail-address.ts';

const filterOf = (focus: Focus | null) => fromSearch(new URL(eventsAddress(focus), 'http://yeoul').searchParams);

test('the events page opens with the filter of the live page', () => {
  expect(filterOf(null)).toEqual(ANY_EVENT);
  expect(filterOf({ by: 'category', value: 'cart' })).toEqual({ ...ANY_EVENT, categories: ['cart'] });
  expect(filterOf({ by: 'event', value: 'Order Completed' })).toEqual({ ...ANY_EVENT, names: ['Order Completed'] });
});

test.each(['product', 'search'] as const)('events of one %s are those that its list counts', (by) => {
  const { names, properties } = filterOf({ by, value: 'a=b & c' });
  const [{ path, value } = { path: '', value: '' }] = properties;
  expect(labelOf({ name: names[0] ?? '', properties: { [path]: value } })).toEqual({ by, value: 'a=b & c' });
});
