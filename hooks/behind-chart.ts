import type { Behind } from '#contracts/pipeline';

const MINUTES = 120;
/** More than this far behind is not live (UI.md, States). */
export const BEHIND_LIMIT_MS = 2_000;
const LEAST_TOP_MS = 4_000;

export type BehindChart = {
  /** Epoch seconds of the first and the last minute. */
  from: number;
  to: number;
  /** p99 of each minute in ms; null where nothing was counted. */
  values: (number | null)[];
  topMs: number;
  peak: { minute: number; ms: number } | null;
};

/** The two hours up to `nowMs` as a row of minutes, on a scale of whole seconds that holds its limit. Pure. */
export function behindChart(behind: Behind, nowMs: number): BehindChart {
  const to = Math.floor(nowMs / 60_000) * 60;
  const from = to - (MINUTES - 1) * 60;
  const known = new Map(behind.filter(([minute]) => minute >= from && minute <= to));
  const values = Array.from({ length: MINUTES }, (_, index) => known.get(from + index * 60) ?? null);
  const [first, ...rest] = known;
  const worst = first && rest.reduce((most, each) => (each[1] > most[1] ? each : most), first);
  const peak = worst ? { minute: worst[0], ms: worst[1] } : null;
  // Even, so that half of it is a whole second too.
  return { from, to, values, topMs: Math.max(LEAST_TOP_MS, Math.ceil((peak?.ms ?? 0) / 2_000) * 2_000), peak };
}
