import type { Values } from './plot-path.ts';

/** What every sparkline shows at least, as shares of its start: equal drops of two figures then look equal. */
const LEAST = { low: 0.6, high: 1.12 };
/** One bucket alone would make a start of noise. */
const START_POINTS = 6;

/** Mean of the first values that are there and not 0; null where there is none. */
function startOf(values: Values): number | null {
  const known = values.filter((value) => value !== null && value > 0).slice(0, START_POINTS) as number[];
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** From a value to its height in the box, 0 (bottom) to 1; grows beyond 60–112 % only where a value needs it. */
export function sparkScale(values: Values, compare: Values = []): (value: number) => number {
  const start = startOf(values) ?? startOf(compare) ?? 1;
  const known = [...values, ...compare].filter((value) => value !== null).map((value) => value / start);
  const low = Math.min(LEAST.low, ...known);
  const high = Math.max(LEAST.high, ...known);
  return (value) => (value / start - low) / (high - low);
}
