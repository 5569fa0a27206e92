import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFilters, readNames, writeFilters, writeNames } from './written-list.ts';

test('names are parted by commas, and quoted where they have one', () => {
  expect(readNames(' Payment Failed ,Order Completed,, ')).toEqual(['Payment Failed', 'Order Completed']);
  expect(writeNames(['Signed up, paid', '5" screen'])).toBe('"Signed up, paid", 5" screen');
  expect(readNames('"Signed up, paid", 5" screen')).toEqual(['Signed up, paid', '5" screen']);
  expect(readNames('"not closed, yet')).toEqual(['"not closed', 'yet']);
});

test('a filter is read at its first equals sign, and not at all without a value', () => {
  expect(readFilters('platform = app, query=a=b')).toEqual([
    { path: 'platform', value: 'app' },
    { path: 'query', value: 'a=b' },
  ]);
  expect(readFilters('city="Seoul, Korea"')).toEqual([{ path: 'city', value: 'Seoul, Korea' }]);
  expect(readFilters('')).toEqual([]);
  expect(['platform', 'platform=', '=app', 'a=1, b'].map(readFilters)).toEqual([null, null, null, null]);
});

test('what is written is read as it was, whatever it is', () => {
  const text = fc.string({ unit: fc.constantFrom(' ', ',', '=', '"', 'a', '가'), minLength: 1 });
  const names = fc.property(fc.uniqueArray(text), (all) => {
    expect(readNames(writeNames(all))).toEqual(all);
  });
  fc.assert(names);
  const filter = fc.record({ path: text, value: fc.oneof(text, fc.constant('')) });
  const filters = fc.property(fc.array(filter), (all) => {
    expect(readFilters(writeFilters(all))).toEqual(all);
  });
  fc.assert(filters);
});
