import { describe, expect, it } from 'vitest';
import { MESSAGES, pickLocale } from './messages.tsx';

/** Every text's path and the names of its placeholders, as `path {a} {b}`. */
function outline(node: object, path = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value !== 'string') return outline(value as object, here);
    const names = [...value.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map((match) => match[1] ?? match[2]);
    return [`${here} ${[...new Set(names)].sort().join(' ')}`];
  });
}

describe('texts', () => {
  it('are the same in both languages, with the same placeholders', () => {
    expect(outline(MESSAGES.ko).sort()).toEqual(outline(MESSAGES.en).sort());
  });
});

describe('pickLocale', () => {
  it.each([
    ['ko', 'en-US,en', 'ko'],
    [undefined, 'ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
    [undefined, 'fr-FR,ko;q=0.5', 'ko'],
    [undefined, 'fr', 'en'],
    [undefined, null, 'en'],
    ['xx', 'en', 'en'],
  ])('cookie %s and header %s give %s', (cookie, header, expected) => {
    expect(pickLocale(cookie, header)).toBe(expected);
  });
});
