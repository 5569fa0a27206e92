import { expect, test } from 'vitest';
import { CATEGORIES } from '#contracts/categories';
import { bucket } from '#tests/helpers/live-messages';
import { highestOf, realOf, secondPoint, seriesOf } from './rate-bands.tsx';

test('without what is simulated, bands and totals are of real traffic', () => {
  const byCategory = CATEGORIES.map(() => 10);
  const filling = bucket(20);
  const all = seriesOf([{ ...bucket(10, 50), byCategory }, filling], 10, String);
  expect(all.bands.at(-1)?.simulated).toBe(true);
  const real = realOf(all);
  expect(real.bands.map(({ key }) => key)).toEqual([...CATEGORIES]);
  expect(real.points).toMatchObject([{ total: CATEGORIES.length, simulated: 0 }]);
});

test('the axis holds the stack, of lines only the highest, and the hour before', () => {
  const { points, bands } = seriesOf([{ ...bucket(10), byCategory: CATEGORIES.map(() => 10) }, bucket(20)], 10, String);
  const [point] = points;
  if (!point) throw new Error('no point');
  expect(highestOf({ ...point, hourAgo: null }, bands, 'stacked')).toBe(CATEGORIES.length);
  expect(highestOf({ ...point, hourAgo: null }, bands, 'lines')).toBe(1);
  expect(highestOf({ ...point, hourAgo: 4 }, bands, 'lines')).toBe(4);
});

test('a second is a point of all traffic, or of what the page is filtered by alone', () => {
  const second = { at: 5, real: { cart: 2, order: 1 }, simulated: { cart: 4 }, hourAgo: { cart: 3, browse: 5 } };
  const all = { at: 5, real: 3, simulated: 4, total: 7, hourAgo: 8, cart: 2, order: 1, browse: 0, sim_cart: 4 };
  expect(secondPoint(second, null, true)).toMatchObject(all);
  const cart = { at: 5, real: 2, simulated: 4, total: 6, hourAgo: null };
  expect(secondPoint(second, { by: 'category', value: 'cart' }, false)).toEqual(cart);
});
