'use client';

import { useId } from 'react';
import { Area, ComposedChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Alert } from '#contracts/alert';
import type { Span } from '#hooks/chart-zoom';
import { useNow } from '#hooks/use-now';
import { AlertLane, lanesOf } from './alert-lane.tsx';
import { ChartGrid, StaleGap } from './chart-grid.tsx';
import { ChartProbe } from './chart-probe.tsx';
import type { Band, ChartSeries, ChartShape } from './rate-bands.tsx';

/** An area or line without dots, which never moves by itself. */
const QUIET = { type: 'linear', isAnimationActive: false, dot: false, activeDot: false } as const;

type Props = {
  series: ChartSeries;
  alerts: Alert[];
  shape: ChartShape;
  stale: boolean;
  top: number;
  watermark: number | null;
  /** The span to show; null: up to where counting stands. */
  zoom: Span | null;
  onZoom: (span: Span | null) => void;
  /** What the plot shows, in a sentence. */
  summary: string;
};

/** The bands over their axes, and the alerts under them. */
export function EventRatePlot({ series, alerts, shape, stale, top, watermark, zoom, onZoom, summary }: Props) {
  const { points, bands, size } = series;
  const hatchId = `${useId()}-hatch`;
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
  const isStacked = shape === 'stacked';
  return (
    <>
      <div className="plotbox">
        <ChartGrid top={top} from={from} to={to} isNow={!stale && !zoom} />
        <div className="plotimg" role="img" aria-label={summary}>
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 180 }}>
            <ComposedChart data={drawn} margin={{ top: 0, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
              <HatchPattern id={hatchId} />
              <XAxis dataKey="at" type="number" domain={[from, to]} hide />
              <YAxis domain={[0, top]} hide />
              {bands.map((band) => (
                <Area
                  key={band.key}
                  {...QUIET}
                  dataKey={band.key}
                  stackId={isStacked ? 'all' : undefined}
                  fill={isStacked ? `color-mix(in oklab, ${band.color} var(--fill-mix), var(--surface))` : 'none'}
                  fillOpacity={fillOpacity(band)}
                  stroke={isStacked ? 'var(--surface)' : band.color}
                  strokeWidth={isStacked ? 1 : 1.5}
                  strokeDasharray={!isStacked && band.simulated ? '4 3' : undefined}
                />
              ))}
              {isStacked && bands.some((band) => band.simulated) && <HatchedTop id={hatchId} bands={bands} />}
              <Area
                {...QUIET}
                dataKey="hourAgo"
                fill="none"
                stroke="var(--text-3)"
                strokeDasharray="3 3"
                strokeWidth={1.25}
              />
              {lanes.map(
                (lane) =>
                  lane.firedAt !== null && (
                    <ReferenceLine key={lane.id} x={lane.firedAt} stroke={lane.color} strokeDasharray="3 3" />
                  ),
              )}
            </ComposedChart>
          </ResponsiveContainer>
        </div>
        {isBehind && <StaleGap since={counted} left={(counted - from) / Math.max(1, to - from)} />}
        <ChartProbe series={series} from={from} to={to} onZoom={onZoom} />
      </div>
      <AlertLane lanes={lanes} from={from} to={to} />
    </>
  );
}

function fillOpacity(band: Band): number {
  if (band.category === null) return 0;
  return band.simulated ? 0.6 : 1;
}

function HatchPattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="1.5" height="6" fill="var(--hatch)" fillOpacity="0.75" />
      </pattern>
    </defs>
  );
}

/** Hatching over all that is simulated, drawn as one band on top of the real ones. */
function HatchedTop({ id, bands }: { id: string; bands: Band[] }) {
  const hasReal = bands.some((band) => !band.simulated);
  return (
    <>
      {hasReal && <Area {...QUIET} dataKey="real" stackId="hatch" fill="none" stroke="none" />}
      <Area {...QUIET} dataKey="simulated" stackId="hatch" fill={`url(#${id})`} stroke="var(--hatch)" strokeWidth={1} />
    </>
  );
}
