import { expect, test } from 'vitest';
import type { TailRow } from '#contracts/tail';
import { isGap, MAX_TAIL_ROWS, newestRow, prepend, rejoin, type TailLine } from './tail-store.ts';

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
const ids = (lines: TailLine[]) => lines.map((line) => (isGap(line) ? `gap of ${line.missed}` : line.at));

test('the newest row stands first, and the oldest leaves a full list', () => {
  expect(ids(prepend([row(2), row(1)], [row(3), row(4)]))).toEqual([4, 3, 2, 1]);
  const full = prepend([], range(0, MAX_TAIL_ROWS));
  const next = prepend(full, [row(MAX_TAIL_ROWS)]);
  expect(next).toHaveLength(MAX_TAIL_ROWS);
  expect(ids([next[0], next.at(-1)] as TailLine[])).toEqual([MAX_TAIL_ROWS, 1]);
});

test('a tail that begins again doubles no row, and keeps those that the server has forgotten', () => {
  const start = { rows: [row(2), row(3), row(4)], missed: 0 };
  expect(ids(rejoin([row(3), row(2), row(1)], start))).toEqual([4, 3, 2, 1]);
  expect(ids(rejoin([row(3)], { rows: [], missed: 0 }))).toEqual([3]);
});

test('between what is there and what is new stands how many are missing, where some are or may be', () => {
  const known = rejoin([row(3), row(2)], { rows: [row(8), row(9)], missed: 4 });
  expect(ids(known)).toEqual([9, 8, 'gap of 4', 3, 2]);
  const unknown = rejoin(known, { rows: [], missed: null });
  expect(ids(unknown)).toEqual(['gap of null', 9, 8, 'gap of 4', 3, 2]);
  expect(newestRow(unknown)?.at).toBe(9);
  expect(ids(rejoin(unknown, { rows: [row(12)], missed: null }))).toEqual([12, ...ids(unknown)]);
  expect(ids(rejoin([], { rows: [row(1)], missed: null }))).toEqual([1]);
});
