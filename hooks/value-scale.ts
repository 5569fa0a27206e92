import type { BacktestPoint } from '#contracts/backtest';
import type { Measure } from '#contracts/rule';

/** Room above the highest line, as a share of it. */
const HEADROOM = 1.15;
/** A limit is dragged in about so many steps. */
const STEPS = 50;

/** Where the axis of a measure's values ends. */
export function topOf(measure: Measure, points: readonly BacktestPoint[]): number {
  const highest = Math.max(...points.flatMap(({ value, threshold }) => [value ?? 0, threshold ?? 0]), 0);
  // Whole numbers have three different ones on the axis.
  const least = measure.kind === 'ratio' ? 0 : 2;
  return highest === 0 ? Math.max(1, least) : Math.max(least, highest * HEADROOM);
}

/** The steps of a limit on such an axis: a power of ten; of what is counted, whole numbers. */
export function stepOf(measure: Measure, top: number): number {
  const step = 10 ** Math.round(Math.log10(top / STEPS));
  return measure.kind === 'ratio' ? step : Math.max(1, step);
}

/** On a step, within the bounds, and without digits that nobody would type. */
export function onStep(value: number, step: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, Number((Math.round(value / step) * step).toPrecision(12))));
}

/** Where nothing is known between two lines: from and to, as shares of the width; of points at equal distances. */
export function gapsOf(points: readonly BacktestPoint[]): { from: number; to: number }[] {
  const place = (index: number) => Math.min(1, Math.max(0, index / Math.max(1, points.length - 1)));
  const gaps: { from: number; to: number }[] = [];
  points.forEach(({ value }, index) => {
    if (value !== null) return;
    const [from, to] = [place(index - 0.5), place(index + 0.5)];
    const last = gaps.at(-1);
    if (last?.to === from) last.to = to;
    else gaps.push({ from, to });
  });
  return gaps;
}
