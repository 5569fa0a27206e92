import { afterEach, expect, test, vi } from 'vitest';
import { createRepeatGuard } from './logger.ts';

afterEach(() => vi.useRealTimers());

test('what repeats is told again only after a while, and other texts meanwhile', () => {
  vi.useFakeTimers();
  const isNew = createRepeatGuard(30_000);
  expect([isNew('refused'), isNew('refused'), isNew('reset')]).toEqual([true, false, true]);
  vi.advanceTimersByTime(29_999);
  expect(isNew('refused')).toBe(false);
  vi.advanceTimersByTime(1);
  expect(isNew('refused')).toBe(true);
});
