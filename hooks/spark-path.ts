/** What every sparkline shows at least, as shares of its start: equal drops of two figures then look equal. */
const LEAST = { low: 0.6, high: 1.12 };
/** One bucket alone would make a start of noise. */
const START_POINTS = 6;

type Values = readonly (number | null)[];
type Point = { x: number; y: number };

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

/** Runs of neighbouring known values in a box of this size: a missing value parts them. */
export function sparkRuns(values: Values, scale: (value: number) => number, width: number, height: number): Point[][] {
  const step = width / Math.max(1, values.length - 1);
  const runs: Point[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    // Half the line's width stays inside the box at both ends.
    const point = { x: round(index * step), y: round(height - 1 - scale(value) * (height - 3)) };
    const isNew = index === 0 || values[index - 1] === null;
    if (isNew) runs.push([point]);
    else runs.at(-1)?.push(point);
  });
  return runs;
}

/** SVG path along the runs; one point alone is a line of no length, which a round cap makes a dot. */
export function linePath(runs: Point[][]): string {
  return runs.map((run) => `M${(run.length === 1 ? [...run, ...run] : run).map(text).join('L')}`).join('');
}

/** SVG path around what lies between the runs and the bottom. */
export function areaPath(runs: Point[][], bottom: number): string {
  return runs.map((run) => `M${run[0]?.x} ${bottom}L${run.map(text).join('L')}L${run.at(-1)?.x} ${bottom}Z`).join('');
}

const round = (value: number) => Math.round(value * 10) / 10;
const text = ({ x, y }: Point) => `${x} ${y}`;
