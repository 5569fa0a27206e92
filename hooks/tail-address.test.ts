import { expect, test } from 'vitest';
import { ANY_EVENT, type TailFilter } from '#contracts/tail';
import { fromSearch, toSearch, withTyped } from './tail-address.ts';

const FULL: TailFilter = {
  names: ['Order Completed', '주문 & 결제'],
  categories: ['cart', 'order'],
  user: 'u=1&2',
  properties: [{ path: 'products.0.name', value: 'a=b' }],
  traffic: 'real',
};

test('a filter comes back from its address as it was', () => {
  expect(fromSearch(new URLSearchParams(toSearch(FULL)))).toEqual(FULL);
  expect(toSearch(ANY_EVENT)).toBe('');
  expect(fromSearch(new URLSearchParams())).toEqual(ANY_EVENT);
});

test.each(['category=toys', 'traffic=some', 'property=', `user=${'u'.repeat(300)}`])(
  'an address that is no filter shows all: %s',
  (search) => {
    expect(fromSearch(new URLSearchParams(search))).toEqual(ANY_EVENT);
  },
);

test('what is typed is a user, a property or a name', () => {
  expect(withTyped(ANY_EVENT, ' user = minji ')).toEqual({ ...ANY_EVENT, user: 'minji' });
  expect(withTyped(ANY_EVENT, 'price=1')).toEqual({ ...ANY_EVENT, properties: [{ path: 'price', value: '1' }] });
  expect(withTyped(ANY_EVENT, 'Cart Viewed')).toEqual({ ...ANY_EVENT, names: ['Cart Viewed'] });
});

test('a property typed again takes the new value, and one too many is refused', () => {
  const once = withTyped(ANY_EVENT, 'price=1') as TailFilter;
  expect(withTyped(once, 'price=2')?.properties).toEqual([{ path: 'price', value: '2' }]);
  const full = ['a=1', 'b=1', 'c=1', 'd=1', 'e=1'].reduce(
    (filter, typed) => withTyped(filter, typed) ?? filter,
    ANY_EVENT,
  );
  expect(withTyped(full, 'f=1')).toBeNull();
  expect(withTyped(ANY_EVENT, '  ')).toBeNull();
  expect(withTyped(ANY_EVENT, '=1')).toBeNull();
});
