import { describe, expect, it } from 'vitest';
import { holdsUntil, type Matcher, matches, type Silence, silenceOf, type When } from './silence.ts';

const SEOUL = 'Asia/Seoul';
const alert = { ruleId: 'user-burst', severity: 'warning', key: 'bot' } as const;
const NOTHING: Matcher = { ruleId: null, severity: null, key: null };
const ms = (iso: string) => Date.parse(iso);
/** When it ends, in ISO, by a silence that holds at this time. */
const until = (when: When, at: string, zone = SEOUL) => {
  const end = holdsUntil(when, ms(at), zone);
  return end === null ? null : new Date(end).toISOString();
};

describe('a matcher', () => {
  it.each<[Partial<Matcher>, boolean]>([
    [{ ruleId: 'user-burst' }, true],
    [{ ruleId: 'no-data' }, false],
    [{ severity: 'warning' }, true],
    [{ severity: 'critical' }, false],
    [{ key: 'bot' }, true],
    [{ key: 'bo' }, false],
    [{ ruleId: 'user-burst', severity: 'warning', key: 'bot' }, true],
    [{ ruleId: 'user-burst', key: 'another' }, false],
    [{ severity: 'critical', key: 'bot' }, false],
  ])('%j is of the alert: %s', (given, expected) => {
    expect(matches({ ...NOTHING, ...given }, alert)).toBe(expected);
  });
});

describe('a silence of one time', () => {
  const when: When = { kind: 'once', from: '2026-01-31T09:00:00.000Z', to: '2026-01-31T10:00:00.000Z' };
  it.each([
    ['2026-01-31T08:59:59.999Z', null],
    ['2026-01-31T09:00:00.000Z', when.to],
    ['2026-01-31T09:59:59.999Z', when.to],
    ['2026-01-31T10:00:00.000Z', null],
  ])('at %s holds until %s', (at, end) => {
    expect(until(when, at)).toBe(end);
  });
});

describe('a weekly silence', () => {
  // 2026-01-31 is a Saturday; in Seoul it is nine hours ahead of UTC, all the year.
  const night: When = { kind: 'weekly', weekdays: ['sat'], start: '22:30', minutes: 240 };
  const end = '2026-01-31T17:30:00.000Z';
  it.each([
    ['just before it begins', '2026-01-31T13:29:59.999Z', null],
    ['as it begins', '2026-01-31T13:30:00.000Z', end],
    ['after midnight, on Sunday', '2026-01-31T16:00:00.000Z', end],
    ['just before it ends', '2026-01-31T17:29:59.999Z', end],
    ['as it ends', end, null],
    ['the night before', '2026-01-30T14:00:00.000Z', null],
    ['the night after', '2026-02-01T14:00:00.000Z', null],
    ['a week later', '2026-02-07T14:00:00.000Z', '2026-02-07T17:30:00.000Z'],
  ])('%s', (_, at, expected) => {
    expect(until(night, at)).toBe(expected);
  });

  it('of a whole day has no gap before the next one', () => {
    const weekend: When = { kind: 'weekly', weekdays: ['sat', 'sun'], start: '00:00', minutes: 1_440 };
    expect(until(weekend, '2026-01-31T14:59:59.999Z')).toBe('2026-01-31T15:00:00.000Z');
    expect(until(weekend, '2026-01-31T15:00:00.000Z')).toBe('2026-02-01T15:00:00.000Z');
    expect(until(weekend, '2026-02-01T15:00:00.000Z')).toBe(null);
  });

  it('keeps to the clock on the wall where that changes in summer', () => {
    const morning: When = { kind: 'weekly', weekdays: ['sun'], start: '06:00', minutes: 60 };
    expect(until(morning, '2026-03-22T05:30:00Z', 'Europe/Berlin')).toBe('2026-03-22T06:00:00.000Z');
    // The night in which clocks went on by an hour.
    expect(until(morning, '2026-03-29T04:30:00Z', 'Europe/Berlin')).toBe('2026-03-29T05:00:00.000Z');
    expect(until(morning, '2026-03-29T05:30:00Z', 'Europe/Berlin')).toBe(null);
    // That day has 23 hours: a silence of 24 goes on into the next one, and the later end counts.
    const days: When = { kind: 'weekly', weekdays: ['sun', 'mon'], start: '00:00', minutes: 1_440 };
    expect(until(days, '2026-03-29T22:30:00Z', 'Europe/Berlin')).toBe('2026-03-30T22:00:00.000Z');
  });
});

it('of several silences the one counts that ends last', () => {
  const silence = (id: string, to: string, matcher: Partial<Matcher>): Silence => ({
    id,
    version: 1,
    note: null,
    by: null,
    matcher: { ...NOTHING, ...matcher },
    when: { kind: 'once', from: '2026-01-31T00:00:00.000Z', to },
    createdAt: '2026-01-31T00:00:00.000Z',
  });
  const silences = [
    silence('short', '2026-01-31T10:00:00.000Z', { key: 'bot' }),
    silence('long', '2026-01-31T12:00:00.000Z', { ruleId: 'user-burst' }),
    silence('of others', '2026-01-31T14:00:00.000Z', { severity: 'critical' }),
  ];
  const found = (at: string) => silenceOf(alert, silences, ms(at), SEOUL)?.silence.id;
  expect(found('2026-01-31T09:00:00.000Z')).toBe('long');
  expect(found('2026-01-31T12:00:00.000Z')).toBe(undefined);
});
