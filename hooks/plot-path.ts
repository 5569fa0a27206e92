import { area, line } from 'd3-shape';

/** One value for each place of the x axis, from left to right; null parts a line in two. */
export type Values = readonly (number | null)[];

/**
 * From a place in the row and from a value to 0..1, from the left and from the top: plots are drawn in a box of width
 * and height 1, which the page stretches over their place (viewBox "0 0 1 1", preserveAspectRatio "none").
 */
export type Scale = { x: (index: number) => number; y: (value: number) => number };

/** A quarter of a pixel on a wall screen. */
const DIGITS = 4;

/** Places at equal distances over the whole width. */
export function evenly(places: number): Scale['x'] {
  return (index) => index / Math.max(1, places - 1);
}

/** SVG path along the values; a value alone is a line of no length, which a round cap makes a dot. */
export function linePath(values: Values, { x, y }: Scale): string | undefined {
  const path = line<number | null>()
    .digits(DIGITS)
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y(value ?? 0));
  return path([...values]) ?? undefined;
}

/** SVG path around what lies between the values and others under them; without those, and the bottom of the box. */
export function areaPath(values: Values, { x, y }: Scale, under?: readonly number[]): string | undefined {
  const path = area<number | null>()
    .digits(DIGITS)
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y0((_, index) => (under ? y(under[index] ?? 0) : 1))
    .y1((value) => y(value ?? 0));
  return path([...values]) ?? undefined;
}
