import { expect, test } from 'vitest';
import type { TailRow } from '#contracts/tail';
import { MAX_TAIL_ROWS, prepend, rejoin } from './tail-store.ts';

const row = (n: number): TailRow => ({
  id: `1.0.${n}`,
  at: n,
  name: 'Cart Viewed',
  category: 'cart',
  user: 'u',
  simulated: false,
  failed: false,
  detail: '',
});
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => row(from + n));
const ids = (rows: TailRow[]) => rows.map(({ at }) => at);

test('the newest row stands first, and the oldest leaves a full list', () => {
  expect(ids(prepend([row(2), row(1)], [row(3), row(4)]))).toEqual([4, 3, 2, 1]);
  const full = prepend([], range(0, MAX_TAIL_ROWS));
  const next = prepend(full, [row(MAX_TAIL_ROWS)]);
  expect(next).toHaveLength(MAX_TAIL_ROWS);
  expect([next[0]?.at, next.at(-1)?.at]).toEqual([MAX_TAIL_ROWS, 1]);
});

test('a tail that begins again doubles no row, and keeps those that the server has forgotten', () => {
  expect(ids(rejoin([row(3), row(2), row(1)], [row(2), row(3), row(4)]))).toEqual([4, 3, 2, 1]);
  expect(ids(rejoin([row(3)], []))).toEqual([3]);
});
