import { expect, test } from 'vitest';
import { percent, shortCount, shortMoney, signed } from './figure-format.ts';

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

test('a round number on an axis is written exactly', () => {
  expect(shortCount(12_500, 'ko', 2)).toBe('1.25만');
  expect(shortCount(1_250_000, 'en', 2)).toBe('1.25M');
  expect(shortCount(20_000, 'en', 2)).toBe('20K');
});

test('a change that is written as 0 has no direction', () => {
  expect(signed(0.0004, '0.0%', '0.0%')).toBe('0.0%');
  expect(signed(-0.026, '2.6%', '0.0%')).toBe('▼ 2.6%');
  expect(signed(0.026, '2.6%', '0.0%')).toBe('▲ 2.6%');
});
