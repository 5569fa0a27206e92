import { expect, test } from 'vitest';
import { alert } from '#tests/helpers/live-messages';
import { alertNews } from './alert-news.ts';

const AT = '2026-01-01T00:00:00.000Z';
const ids = (before: Parameters<typeof alertNews>[0], after: Parameters<typeof alertNews>[0]) =>
  alertNews(before, after).map(({ id, state }) => `${id} ${state}`);

const pending = alert('a', 'pending', AT);
const firing = { ...alert('a', 'firing', AT), firingAt: AT };
const acknowledged = { ...firing, state: 'acknowledged' as const };
const resolved = { ...alert('a', 'resolved', AT), firingAt: AT, resolvedAt: AT };

test('tells what fires and what ended, once', () => {
  expect(ids([], [firing])).toEqual(['a firing']);
  expect(ids([pending], [firing])).toEqual(['a firing']);
  expect(ids([firing], [resolved])).toEqual(['a resolved']);
  expect(ids([firing], [acknowledged])).toEqual(['a acknowledged']);
  expect(ids([acknowledged], [acknowledged])).toEqual([]);
  expect(ids([acknowledged], [resolved])).toEqual(['a resolved']);
  expect(ids([firing], [firing])).toEqual([]);
  expect(ids([resolved], [resolved])).toEqual([]);
});

test('is silent of what only waits, ended unfired, or ended before this page knew it', () => {
  expect(ids([], [pending])).toEqual([]);
  expect(ids([pending], [{ ...resolved, firingAt: null }])).toEqual([]);
  expect(ids([], [acknowledged])).toEqual([]);
  expect(ids([], [resolved])).toEqual([]);
});
