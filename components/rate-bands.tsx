import { CATEGORIES, type Category } from '#contracts/categories';
import type { Bucket } from '#contracts/socket';
import { categoryColor } from './category-color.tsx';

type BandKey = Category | `sim_${Category}` | 'simulated';

/** Rates (events a second) of one bucket. */
export type RatePoint = {
  at: number;
  total: number;
  real: number;
  simulated: number;
  hourAgo: number | null;
} & Partial<Record<BandKey, number>>;

export type ChartShape = 'stacked' | 'lines';

/** One band of the chart, from the baseline up. */
export type Band = { key: BandKey; label: Category | 'simulated'; color: string; simulated: boolean };

export function ratePoints(buckets: Bucket[], size: number): RatePoint[] {
  return buckets.map((bucket) => {
    const rates = Object.fromEntries(
      CATEGORIES.flatMap((category, index) => [
        [category, (bucket.byCategory[index] ?? 0) / size],
        [`sim_${category}`, (bucket.simulatedByCategory[index] ?? 0) / size],
      ]),
    );
    const real = bucket.byCategory.reduce((sum, n) => sum + n, 0) / size;
    const simulated = bucket.simulated / size;
    return {
      ...rates,
      at: bucket.at,
      real,
      simulated,
      total: real + simulated,
      hourAgo: bucket.total1hAgo > 0 ? bucket.total1hAgo / size : null,
    };
  });
}

/**
 * Real traffic by category, with simulated traffic as one band on top. Where there is nothing real in the range, the
 * simulated traffic is shown by category instead: one band would tell nothing.
 */
export function bandsOf(points: RatePoint[]): Band[] {
  const hasReal = points.some((point) => point.real > 0);
  const hasSimulated = points.some((point) => point.simulated > 0);
  const key = (category: Category): BandKey => (hasReal ? category : `sim_${category}`);
  const bands: Band[] = CATEGORIES.map((category) => ({
    key: key(category),
    label: category,
    color: categoryColor(category),
    simulated: !hasReal,
  })).filter((band) => points.some((point) => (point[band.key] ?? 0) > 0));
  if (hasReal && hasSimulated)
    bands.push({ key: 'simulated', label: 'simulated', color: 'var(--hatch)', simulated: true });
  return bands;
}
