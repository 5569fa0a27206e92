import { expect, it } from 'vitest';
import { withoutSecrets } from './redact.ts';

const ADDRESS = 'https://robot:hunter2-hunter2@hooks.test/services/T0/B0/long%20secret?token=abcdefgh1&v=2';

it.each([
  ['Cannot POST /services/T0/B0/long%20secret', 'Cannot POST …'],
  ['Cannot POST /services/T0/B0/long%20secret?token=abcdefgh1&v=2', 'Cannot POST …'],
  ['No hook "long secret" of T0', 'No hook "…" of T0'],
  ['&#x2F;T0&#x2F;long%20secret?token=abcdefgh1&amp;v=2', '&#x2F;T0&#x2F;…?token=…&amp;v=2'],
  ['robot may not: hunter2-hunter2', 'robot may not: …'],
  ['no_service', 'no_service'],
])('of %j is shown %j', (answer, shown) => {
  expect(withoutSecrets(answer, ADDRESS)).toBe(shown);
});

it('an address without a path hides nothing of an answer', () => {
  expect(withoutSecrets('404 / not found?', 'https://hooks.test/')).toBe('404 / not found?');
});
