import { expect, it } from 'vitest';
import { dayAt, fromLocal, toLocal } from './zoned-time.ts';

it.each([
  ['2026-01-31T09:00', 'Asia/Seoul', '2026-01-31T00:00:00.000Z'],
  ['2026-01-31T00:00', 'Asia/Kathmandu', '2026-01-30T18:15:00.000Z'],
  ['2026-07-01T00:00', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  // The day on which clocks go back, before and after.
  ['2026-10-25T01:30', 'Europe/Berlin', '2026-10-24T23:30:00.000Z'],
  ['2026-10-25T03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
])('%s in %s is %s, and back', (local, zone, iso) => {
  expect(new Date(fromLocal(local, zone)).toISOString()).toBe(iso);
  expect(toLocal(Date.parse(iso), zone)).toBe(local);
});

it('takes an hour that clocks leave out to be later, and nonsense to be no time', () => {
  expect(new Date(fromLocal('2026-03-29T02:30', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(fromLocal('tomorrow', 'Asia/Seoul')).toBe(Number.NaN);
});

it('finds tomorrow by the clock of the zone', () => {
  const nine = { days: 1, minute: 9 * 60 };
  const at = (iso: string) => new Date(dayAt(Date.parse(iso), 'Asia/Seoul', nine).at).toISOString();
  expect(at('2026-01-31T14:59:59Z')).toBe('2026-02-01T00:00:00.000Z');
  expect(at('2026-01-31T15:00:00Z')).toBe('2026-02-02T00:00:00.000Z');
});
