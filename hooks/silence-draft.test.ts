import { expect, it } from 'vitest';
import { NewSilence } from '#contracts/silence-edit';
import { newDraft, type SilenceDraft, silenceOfDraft } from './silence-draft.ts';

const NOW_MS = Date.parse('2036-01-31T05:30:20Z');
const SEOUL = 'Asia/Seoul';
const read = (change: Partial<SilenceDraft>) =>
  silenceOfDraft({ ...newDraft(NOW_MS, SEOUL), ...change }, { by: ' Minji ', nowMs: NOW_MS, timeZone: SEOUL });

it('begins with an hour from now on, of nothing yet', () => {
  expect(newDraft(NOW_MS, SEOUL)).toMatchObject({ from: '2036-01-31T14:30', to: '2036-01-31T15:30' });
  expect(read({}).silence).toBe(null);
});

it.each<[string, Partial<SilenceDraft>]>([
  ['a rule, once', { ruleId: 'user-burst', note: ' Load test ' }],
  ['a user, each week', { key: ' bot ', kind: 'weekly', weekdays: ['sun', 'sat'], start: '22:30', minutes: '240' }],
])('what is of %s, the server takes as it is', (_, change) => {
  const { silence, wrong } = read(change);
  expect(wrong).toEqual([]);
  expect(NewSilence.parse(silence)).toEqual(silence);
});

it('reads times by the clock of the project', () => {
  const { silence } = read({ key: 'bot', from: '2036-02-01T09:00', to: '2036-02-01T18:00' });
  expect(silence).toEqual({
    matcher: { ruleId: null, severity: null, key: 'bot' },
    when: { kind: 'once', from: '2036-02-01T00:00:00.000Z', to: '2036-02-01T09:00:00.000Z' },
    note: null,
    by: 'Minji',
  });
});

it.each<[string[], Partial<SilenceDraft>]>([
  [['from'], { from: '' }],
  [['to'], { to: '' }],
  [['to'], { to: '2036-01-31T14:30' }],
  [['to'], { from: '2036-01-30T14:30', to: '2036-01-31T14:29' }],
  [['to'], { to: '2037-02-02T14:30' }],
  [['weekdays'], { kind: 'weekly' }],
  [['start', 'minutes'], { kind: 'weekly', weekdays: ['mon'], start: '', minutes: '' }],
  [['minutes'], { kind: 'weekly', weekdays: ['mon'], minutes: '1441' }],
  [['minutes'], { kind: 'weekly', weekdays: ['mon'], minutes: '0.5' }],
])('tells that %j is wrong', (wrong, change) => {
  expect(read({ key: 'bot', ...change })).toEqual({ silence: null, wrong });
});
