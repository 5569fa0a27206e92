import { expect, test } from 'vitest';
import { niceTop, percent, shortCount, shortMoney, signed } from './figure-format.ts';

test.each([
  [11_612_345, 'en', '₩11.6M'],
  [11_612_345, 'ko', '₩1,161만'],
  [55_000, 'ko', '₩5.5만'],
  [9_800, 'en', '₩9,800'],
  [9_800, 'ko', '₩9,800'],
])('writes %d in %s as %s', (value, locale, text) => {
  expect(shortMoney(value, 'KRW', locale)).toBe(text);
});

test('writes percent without a space', () => {
  expect(percent(0.314, 'en')).toBe('31.4%');
  expect(percent(0.0398, 'ko', 2)).toBe('3.98%');
});

test.each([
  [0, 4],
  [3, 4],
  [5, 8],
  [1_284, 2_000],
  [1_600, 1_600],
  [401, 800],
])('ends a scale for %d at a round number', (value, least) => {
  const top = niceTop(value);
  expect(top).toBeGreaterThanOrEqual(value);
  expect(top).toBeLessThanOrEqual(Math.max(least, value * 2));
  expect(Number.isInteger(top / 4)).toBe(true);
});

test.each([
  [9_999.4, 'en', '9,999'],
  [9_999.6, 'en', '10K'],
  [12_400, 'en', '12.4K'],
  [12_400, 'ko', '1.2만'],
  [9_800, 'ko', '9,800'],
  [12_345_678, 'en', '12.3M'],
  [12_345_678, 'ko', '1234.6만'],
])('writes %d in a tight place in %s as %s', (value, locale, text) => {
  expect(shortCount(value, locale)).toBe(text);
});

test('a change that is written as 0 has no direction', () => {
  expect(signed(0.0004, '0.0%', '0.0%')).toBe('0.0%');
  expect(signed(-0.026, '2.6%', '0.0%')).toBe('▼ 2.6%');
  expect(signed(0.026, '2.6%', '0.0%')).toBe('▲ 2.6%');
});
