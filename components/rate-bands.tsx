import { CATEGORIES, type Category, categoryOf } from '#contracts/categories';
import type { Focus, FocusSeries } from '#contracts/focus';
import type { Bucket } from '#contracts/socket';
import type { Second } from '#hooks/exact-seconds';
import { categoryColor } from './category-color.tsx';

type BandKey = Category | `sim_${Category}` | 'real' | 'simulated';

/** Rates of one bucket: events in the seconds that its series counts in. */
export type RatePoint = {
  at: number;
  total: number;
  real: number;
  simulated: number;
  hourAgo: number | null;
} & Partial<Record<BandKey, number>>;

export type ChartShape = 'stacked' | 'lines';

/** One band of the chart, from the baseline up. `category` is null for the one of all that is simulated. */
export type Band = { key: BandKey; category: Category | null; name: string; color: string; simulated: boolean };

/** What a chart draws: points of `size` seconds each, as rates per `per` seconds. */
export type ChartSeries = { size: number; per: 1 | 60; points: RatePoint[]; bands: Band[] };

type NameOf = (band: Category | 'simulated') => string;

/** The highest thing that is drawn of a point. */
export function highestOf(point: RatePoint, bands: Band[], shape: ChartShape): number {
  const drawn = shape === 'stacked' ? [point.total] : bands.map(({ key }) => point[key] ?? 0);
  return Math.max(point.hourAgo ?? 0, ...drawn);
}

/** All traffic by category. The bucket that is still filling is left out. */
export function seriesOf(buckets: Bucket[], size: number, nameOf: NameOf): ChartSeries {
  const points = buckets.slice(0, -1).map((bucket) => ratePoint(bucket, size));
  return { size, per: 1, points, bands: bandsOf(points, nameOf) };
}

/** The same chart of real traffic alone. */
export function realOf(series: ChartSeries): ChartSeries {
  const points = series.points.map((point) => ({ ...point, simulated: 0, total: point.real }));
  return { ...series, points, bands: series.bands.filter(({ simulated }) => !simulated) };
}

/** One focus alone, real and simulated. */
export function focusSeriesOf(series: FocusSeries, name: string, nameOf: NameOf): ChartSeries {
  const { seconds: size, per, focus } = series;
  const rate = (count: number) => (count * per) / size;
  const points = series.points.slice(0, -1).map(
    ({ at, real, simulated, hourAgo }): RatePoint => ({
      at,
      real: rate(real),
      simulated: rate(simulated),
      total: rate(real + simulated),
      hourAgo: hourAgo > 0 ? rate(hourAgo) : null,
    }),
  );
  const category = categoryOfFocus(focus);
  const own = { category, name, color: categoryColor(category) };
  // The unfinished point is not drawn, but tells that there is something: it may be a minute long.
  const hasReal = series.points.some(({ real }) => real > 0);
  const hasSimulated = series.points.some(({ simulated }) => simulated > 0);
  const bands: Band[] = hasReal ? [{ ...own, key: 'real', simulated: false }] : [];
  if (hasSimulated) bands.push(hasReal ? simulatedBand(nameOf) : { ...own, key: 'simulated', simulated: true });
  return { size, per, points, bands };
}

/** The point of one second, of all traffic or of a category or an event alone; `hourAgo` where that hour is known. */
export function secondPoint({ at, real, simulated, hourAgo }: Second, focus: Focus | null, knowsHourAgo: boolean) {
  const sum = (counts: Record<string, number>) =>
    focus ? (counts[focus.value] ?? 0) : Object.values(counts).reduce((total, count) => total + count, 0);
  const bands = CATEGORIES.flatMap((category) => [
    [category, real[category] ?? 0],
    [`sim_${category}`, simulated[category] ?? 0],
  ]);
  return {
    ...(focus ? {} : Object.fromEntries(bands)),
    at,
    real: sum(real),
    simulated: sum(simulated),
    total: sum(real) + sum(simulated),
    hourAgo: knowsHourAgo ? sum(hourAgo) : null,
  } satisfies RatePoint;
}

/** The category that all events of a focus belong to. */
export function categoryOfFocus({ by, value }: Focus): Category {
  if (by === 'category') return value;
  if (by === 'event') return categoryOf(value);
  return by === 'product' ? categoryOf('Product Viewed') : 'search';
}

function ratePoint(bucket: Bucket, size: number): RatePoint {
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
    hourAgo: bucket.hourAgo && bucket.hourAgo.events / size,
  };
}

/**
 * Real traffic by category, with simulated traffic as one band on top. Where there is nothing real in the range, the
 * simulated traffic is shown by category instead: one band would tell nothing.
 */
function bandsOf(points: RatePoint[], nameOf: NameOf): Band[] {
  const hasReal = points.some((point) => point.real > 0);
  const hasSimulated = points.some((point) => point.simulated > 0);
  const key = (category: Category): BandKey => (hasReal ? category : `sim_${category}`);
  const bands: Band[] = CATEGORIES.map((category) => ({
    key: key(category),
    category,
    name: nameOf(category),
    color: categoryColor(category),
    simulated: !hasReal,
  })).filter((band) => points.some((point) => (point[band.key] ?? 0) > 0));
  return hasReal && hasSimulated ? [...bands, simulatedBand(nameOf)] : bands;
}

function simulatedBand(nameOf: NameOf): Band {
  return { key: 'simulated', category: null, name: nameOf('simulated'), color: 'var(--hatch)', simulated: true };
}
