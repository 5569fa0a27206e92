'use client';

import type { Alert } from '#contracts/alert';
import type { Span } from '#hooks/chart-zoom';
import { useNow } from '#hooks/use-now';
import { AlertLane, lanesOf } from './alert-lane.tsx';
import { ChartGrid, SimulationMark, StaleGap } from './chart-grid.tsx';
import { ChartProbe } from './chart-probe.tsx';
import type { ChartSeries, ChartShape } from './rate-bands.tsx';
import { RatePaths } from './rate-paths.tsx';

type Props = {
  series: ChartSeries;
  alerts: Alert[];
  shape: ChartShape;
  stale: boolean;
  /** Paused: it ends where it was held, not in the present. */
  paused: boolean;
  top: number;
  watermark: number | null;
  /** The span to show; null: up to where counting stands. */
  zoom: Span | null;
  onZoom: (span: Span | null) => void;
  /** When the simulation began that runs now, epoch seconds. */
  simulatedFrom: number | null;
  /** What the plot shows, in a sentence. */
  summary: string;
};

/** The bands over their axes, and the alerts under them. */
export function EventRatePlot(props: Props) {
  const { series, alerts, shape, stale, paused, top, watermark, zoom, onZoom, simulatedFrom, summary } = props;
  const { points, bands, size } = series;
  const now = useNow(stale);
  const from = zoom?.from ?? points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 1;
  // The axis ends where counting stands, not at the last closed bucket: an alert shows the moment it fires.
  // Events stamped ahead of time must not stretch it into the future.
  const counted = zoom?.to ?? Math.max(last, Math.min((watermark ?? 0) / 1_000, last + 2 * size));
  const isBehind = stale && !zoom;
  const to = isBehind ? Math.max(counted, (now ?? 0) / 1_000) : counted;
  const lanes = lanesOf(alerts, from, counted, zoom === null);
  // The last closed bucket is drawn up to where counting stands: a gap there would read as missing data.
  const lastPoint = points.at(-1);
  const drawn = lastPoint ? [...points, { ...lastPoint, at: counted }] : points;
  return (
    <>
      <div className="plotbox">
        <ChartGrid top={top} from={from} to={to} isNow={!stale && !paused && !zoom} />
        <div className="plotimg" role="img" aria-label={summary}>
          <RatePaths points={drawn} bands={bands} shape={shape} lanes={lanes.lanes} from={from} to={to} top={top} />
        </div>
        {simulatedFrom !== null && simulatedFrom > from && simulatedFrom < to && (
          <SimulationMark since={simulatedFrom} left={(simulatedFrom - from) / Math.max(1, to - from)} />
        )}
        {isBehind && <StaleGap since={counted} left={(counted - from) / Math.max(1, to - from)} />}
        <ChartProbe series={series} from={from} to={to} onZoom={onZoom} />
      </div>
      <AlertLane lanes={lanes} from={from} to={to} />
    </>
  );
}
