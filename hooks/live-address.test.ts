import { describe, expect, it, test } from 'vitest';
import { FIRST_QUESTION, type LiveQuestion, ownAddress, parseLiveAddress, shareAddress } from './live-address.ts';

const parse = (search: string) => parseLiveAddress(new URLSearchParams(search));

test.each<LiveQuestion>([
  { range: '5m', focus: { by: 'category', value: 'cart' } },
  { range: '1h', focus: { by: 'event', value: 'Order Completed' } },
  { range: '1m', focus: { by: 'product', value: 'Onggi mug, 350 ml: 50% & more + “한지” #1' } },
  { range: '15m', focus: { by: 'search', value: 'a:b\nc' } },
])('an address gives back what it was made of: %o', (question) => {
  const address = shareAddress(question, 'ko');
  expect(parse(address.slice(2))).toEqual(question);
});

it('reads well', () => {
  const question = { range: '5m', focus: { by: 'category', value: 'cart' } } as const;
  expect(shareAddress(question, 'ko')).toBe('/?range=5m&focus=category:cart&lang=ko');
});

describe('what makes no sense', () => {
  it.each([
    '',
    'range=2d',
    'focus=cart',
    'focus=category:toys',
    'focus=nothing:cart',
    'focus=event:',
    `focus=event:${'x'.repeat(201)}`,
    `focus=product:${'x'.repeat(81)}`,
    'focus=__proto__:x',
  ])('is as if it were not there: %s', (search) => {
    expect(parse(search)).toEqual(FIRST_QUESTION);
  });

  it('leaves the rest as it is', () => {
    expect(parse('range=2d&focus=search:mug')).toEqual({ range: '15m', focus: { by: 'search', value: 'mug' } });
  });
});

test('a page as it opens has a plain address', () => {
  expect(ownAddress(FIRST_QUESTION, 'ko')).toBe('/');
  expect(ownAddress({ range: '5m', focus: null }, 'ko')).toBe('/?range=5m&lang=ko');
});
