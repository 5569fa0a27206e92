import { expect, test } from 'vitest';
import { CATEGORIES } from '#contracts/categories';
import { bucket } from '#tests/helpers/live-messages';
import { realOf, seriesOf } from './rate-bands.tsx';

test('without what is simulated, bands and totals are of real traffic', () => {
  const byCategory = CATEGORIES.map(() => 10);
  const filling = bucket(20);
  const all = seriesOf([{ ...bucket(10, 50), byCategory }, filling], 10, String);
  expect(all.bands.at(-1)?.simulated).toBe(true);
  const real = realOf(all);
  expect(real.bands.map(({ key }) => key)).toEqual([...CATEGORIES]);
  expect(real.points).toMatchObject([{ total: CATEGORIES.length, simulated: 0 }]);
});
