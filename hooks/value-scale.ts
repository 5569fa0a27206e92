import type { BacktestPoint } from '#contracts/backtest';
import type { Measure } from '#contracts/rule';
import { isShare } from '#contracts/rule-limits';
import { niceTop, ticksOf } from './nice-axis.ts';

/** Room above the highest line for what is written on it, as a share of it. */
const HEADROOM = 1.1;
const MINUTE = 60;
const HOUR = 3_600;
/** A limit is dragged in about so many steps. */
const STEPS = 50;

/** Where the axis of a measure's values ends: on one of its ticks. */
export function topOf(measure: Measure, points: readonly BacktestPoint[]): number {
  const highest = Math.max(...points.flatMap(({ value, threshold }) => [value ?? 0, threshold ?? 0]), 0) * HEADROOM;
  const unit = unitOf(measure, highest);
  return niceTop(highest / unit, { whole: isWhole(measure) }) * unit;
}

/** The values at the lines of such an axis, and with how many decimals shares of them are written. */
export function axisOf(measure: Measure, top: number): { ticks: number[]; decimals: number } {
  const unit = unitOf(measure, top);
  const ticks = ticksOf(top / unit, { whole: isWhole(measure) }).map((tick) => tick * unit);
  const percents = 100 * (ticks[1] ?? top);
  const decimals = [0, 1, 2].find((each) => Math.abs((percents * 10 ** each) % 1) < 1e-6) ?? 2;
  return { ticks, decimals: isShare(measure) ? decimals : 0 };
}

const isWhole = ({ kind }: Measure) => kind !== 'ratio';

/** Silence is told in whole minutes or hours where it is as long as two of them. */
function unitOf({ kind }: Measure, highest: number): number {
  if (kind !== 'noData') return 1;
  return [HOUR, MINUTE].find((unit) => highest >= 2 * unit) ?? 1;
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
