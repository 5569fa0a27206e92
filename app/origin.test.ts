import { expect, test } from 'vitest';
import { originOf } from './origin.ts';

test.each([
  [{ host: 'yeoul.example:8080' }, 'http://yeoul.example:8080'],
  [
    { host: 'web:3000', 'x-forwarded-host': 'yeoul.example', 'x-forwarded-proto': 'https,http' },
    'https://yeoul.example',
  ],
  [{ host: 'yeoul.example', 'x-forwarded-proto': 'javascript' }, 'http://yeoul.example'],
  [{ host: 'a"><script>' }, undefined],
  [{ host: 'yeoul.example:99999' }, undefined],
  [{}, undefined],
])('%j is at %s', (headers, expected) => {
  expect(originOf(new Headers(headers as Record<string, string>))?.origin).toBe(expected);
});
