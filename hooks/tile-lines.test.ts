import { expect, test } from 'vitest';
import { bucket } from '#tests/helpers/live-messages';
import { tileLines } from './tile-lines.ts';

const hourAgo = { events: 40, users: 6, orders: 10, revenue: 50, views: 100 };
const busy = { ...bucket(10, 20), byCategory: [30, 10], users: 7, orders: 20, revenue: 100, views: 0, hourAgo };

test('a line is in the unit of its tile, and so is the hour before', () => {
  const lines = tileLines([busy], 10);
  const of = (figure: keyof typeof lines) => {
    const { values, compare } = lines[figure];
    return [values[0], compare[0]];
  };
  expect(of('events')).toEqual([6, 4]);
  expect(of('users')).toEqual([7, 6]);
  expect(of('orders')).toEqual([120, 60]);
  expect(of('revenue')).toEqual([600, 300]);
  expect(of('conversion')).toEqual([null, 0.1]);
});

test('where nothing is known of the hour before, its line has a gap', () => {
  expect(tileLines([bucket(10)], 10).orders).toEqual({ starts: [10], values: [0], compare: [null] });
});
