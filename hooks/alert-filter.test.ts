import { expect, test } from 'vitest';
import type { Alert, AlertState } from '#contracts/alert';
import { isUnder, NO_FILTER, passes } from './alert-filter.ts';

const alertIn = (state: AlertState) =>
  ({
    ruleName: 'User burst',
    severity: 'warning',
    key: 'u-scraper',
    note: 'Ask the crawler team',
    state,
    timeline: [{ by: 'Minji Park', note: 'Stopped at 15:00' }],
  }) as Alert;

test.each(['폭증', 'user BURST', 'scraper', 'crawler team', 'minji', 'stopped at', '  minji ', ''])(
  'an alert is found by its name, key, note, people and what they said: %j',
  (text) => expect(passes(alertIn('resolved'), '이벤트 폭증', { ...NO_FILTER, text })).toBe(true),
);

test('an alert is not found by what it does not have, nor with another severity', () => {
  expect(passes(alertIn('firing'), 'User burst', { ...NO_FILTER, text: 'payments' })).toBe(false);
  expect(passes(alertIn('firing'), 'User burst', { text: '', severity: 'critical' })).toBe(false);
  expect(passes(alertIn('firing'), 'User burst', { text: '', severity: 'warning' })).toBe(true);
});

test.each<[AlertState, boolean]>([
  ['firing', true],
  ['noData', true],
  ['error', true],
  ['acknowledged', false],
  ['pending', false],
])('%s stands under "firing": %s', (state, is) => {
  expect(isUnder('firing', alertIn(state), false)).toBe(is);
  expect(isUnder('all', alertIn(state), false)).toBe(true);
  expect(isUnder('silenced', alertIn(state), true)).toBe(true);
  expect(isUnder('firing', alertIn(state), true)).toBe(false);
});
