'use client';

import { memo, useId, useMemo, useState } from 'react';
import { Area, ComposedChart, Line, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { Bucket, Range } from '#contracts/socket';
import { RANGE_SECONDS } from '#contracts/socket';
import { niceTop } from '#hooks/figure-format';
import { useNow } from '#hooks/use-now';
import { AlertLane, lanesOf } from './alert-lane.tsx';
import { ChartTable } from './chart-table.tsx';
import { DirectLabels, Legend } from './direct-labels.tsx';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';
import { type Band, bandsOf, type RatePoint, ratePoints } from './rate-bands.tsx';

type Props = {
  buckets: Bucket[];
  range: Range;
  alerts: Alert[];
  watermark: number | null;
  stale: boolean;
  timeZone: string;
};

/** Events per second by category; the bucket that is still filling is left out. Repainted once a second at most. */
export const EventRateChart = memo(function EventRateChart({ buckets, range, alerts, watermark, stale }: Props) {
  const t = useTranslations('live.chart');
  const ranges = useTranslations('live.range');
  const { count } = useFormats();
  const [shape, setShape] = useState<'stacked' | 'lines'>('stacked');
  const [asTable, setAsTable] = useState(false);
  const size = RANGE_SECONDS[range].bucket;
  const points = useMemo(() => ratePoints(buckets.slice(0, -1), size), [buckets, size]);
  const bands = useMemo(() => bandsOf(points), [points]);
  const totals = points.map((point) => point.total);
  const peak = Math.max(0, ...totals);
  const top = niceTop(Math.max(peak, ...points.map((point) => point.hourAgo)));
  const hasHourAgo = points.some((point) => point.hourAgo > 0);
  const summary = t('summary', { range: ranges(range), now: count(totals.at(-1) ?? 0), peak: count(peak) });
  return (
    <section className="panel chartp" aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <span className="t3 fs12 cut">{t('buckets', { seconds: size })}</span>
        <span className="end row">
          {hasHourAgo && (
            <span className="t2 fs12 nw desk row">
              <i style={{ width: 18, borderTop: '1.5px dashed var(--text-3)' }} />
              {t('hourAgo')}
            </span>
          )}
          <button type="button" className="btn sm ghost desk" onClick={() => setAsTable(!asTable)}>
            {asTable ? t('chartView') : t('table')}
          </button>
          <ShapeChoice value={shape} onChange={setShape} />
        </span>
      </header>
      {asTable ? (
        <ChartTable points={points} bands={bands} />
      ) : (
        <div className="chart">
          {bands.length === 0 ? (
            <EmptyState text={t('empty')} />
          ) : (
            <div role="img" aria-label={summary} style={{ display: 'contents' }}>
              <Plot
                points={points}
                bands={bands}
                alerts={alerts}
                shape={shape}
                stale={stale}
                top={top}
                watermark={watermark}
                size={size}
              />
              <DirectLabels bands={bands} last={points.at(-1)} top={top} />
              <Legend bands={bands} last={points.at(-1)} />
            </div>
          )}
        </div>
      )}
    </section>
  );
});

function ShapeChoice({
  value,
  onChange,
}: {
  value: 'stacked' | 'lines';
  onChange: (shape: 'stacked' | 'lines') => void;
}) {
  const t = useTranslations('live.chart');
  return (
    <fieldset className="seg sm" aria-label={t('shape')}>
      {(['stacked', 'lines'] as const).map((shape) => (
        <button key={shape} type="button" aria-pressed={shape === value} onClick={() => onChange(shape)}>
          {t(shape)}
        </button>
      ))}
    </fieldset>
  );
}

type PlotProps = {
  points: RatePoint[];
  bands: Band[];
  alerts: Alert[];
  shape: 'stacked' | 'lines';
  stale: boolean;
  top: number;
  watermark: number | null;
  size: number;
};

function Plot({ points, bands, alerts, shape, stale, top, watermark, size }: PlotProps) {
  const id = useId();
  const now = useNow();
  const from = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 1;
  // The axis ends where counting stands, not at the last closed bucket: an alert shows the moment it fires.
  // Events stamped ahead of time must not stretch it into the future.
  const counted = Math.max(last, Math.min((watermark ?? 0) / 1_000, last + 2 * size));
  const to = stale ? Math.max(counted, (now ?? 0) / 1_000) : counted;
  const lanes = lanesOf(alerts, from, counted);
  // The last closed bucket is drawn up to the edge: a gap there would read as missing data.
  const lastPoint = points.at(-1);
  const drawn = stale || !lastPoint ? points : [...points, { ...lastPoint, at: to }];
  return (
    <>
      <div className="plotbox">
        <Grid top={top} from={from} to={to} stale={stale} />
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 180 }}>
          <ComposedChart data={drawn} margin={{ top: 0, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <defs>
              <pattern
                id={`${id}-hatch`}
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="1.5" height="6" fill="var(--hatch)" fillOpacity="0.75" />
              </pattern>
            </defs>
            <XAxis dataKey="at" type="number" domain={[from, to]} hide />
            <YAxis domain={[0, top]} hide />
            {bands.map((band) => (
              <Area
                key={band.key}
                dataKey={band.key}
                stackId={shape === 'stacked' ? 'all' : undefined}
                type="linear"
                isAnimationActive={false}
                dot={false}
                activeDot={false}
                fill={shape === 'lines' ? 'none' : `color-mix(in oklab, ${band.color} var(--fill-mix), var(--surface))`}
                fillOpacity={band.simulated && band.key !== 'simulated' ? 0.6 : band.key === 'simulated' ? 0 : 1}
                stroke={shape === 'lines' ? band.color : 'var(--surface)'}
                strokeWidth={shape === 'lines' ? 1.5 : 1}
                strokeDasharray={shape === 'lines' && band.simulated ? '4 3' : undefined}
              />
            ))}
            {shape === 'stacked' && bands.some((band) => band.simulated) && <HatchedTop id={id} bands={bands} />}
            <Line
              dataKey="hourAgo"
              type="linear"
              stroke="var(--text-3)"
              strokeDasharray="3 3"
              strokeWidth={1.25}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
            {lanes.map(
              (lane) =>
                lane.firedAt !== null && (
                  <ReferenceLine key={lane.id} x={lane.firedAt} stroke={lane.color} strokeDasharray="3 3" />
                ),
            )}
          </ComposedChart>
        </ResponsiveContainer>
        {stale && <StaleGap since={counted} left={(last - from) / Math.max(1, to - from)} />}
      </div>
      <AlertLane lanes={lanes} from={from} to={to} />
    </>
  );
}

/** Hatching over all that is simulated, drawn as one band on top of the real ones. */
function HatchedTop({ id, bands }: { id: string; bands: Band[] }) {
  const hasReal = bands.some((band) => !band.simulated);
  return (
    <>
      {hasReal && (
        <Area
          dataKey="real"
          stackId="hatch"
          type="linear"
          fill="none"
          stroke="none"
          isAnimationActive={false}
          dot={false}
          activeDot={false}
        />
      )}
      <Area
        dataKey="simulated"
        stackId="hatch"
        type="linear"
        fill={`url(#${id}-hatch)`}
        stroke="var(--hatch)"
        strokeWidth={1}
        isAnimationActive={false}
        dot={false}
        activeDot={false}
      />
    </>
  );
}

function Grid({ top, from, to, stale }: { top: number; from: number; to: number; stale: boolean }) {
  const t = useTranslations('live.chart');
  const { count, time } = useFormats();
  const ticks = [0.1, 0.3, 0.5, 0.7, 0.9];
  return (
    <>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <span key={share} aria-hidden="true">
          <i
            style={{
              position: 'absolute',
              left: 0,
              right: 0,
              bottom: `${share * 100}%`,
              height: 1,
              background: 'var(--grid)',
            }}
          />
          <span className="yl" style={{ right: 'calc(100% + 8px)', top: `${(1 - share) * 100}%` }}>
            {count(share * top)}
          </span>
        </span>
      ))}
      <span className="xaxis" aria-hidden="true">
        {ticks.map((share) => (
          <span key={share} className="xl" style={{ left: `${share * 100}%` }}>
            {time((from + (to - from) * share) * 1_000).slice(0, to - from < 600 ? 8 : 5)}
          </span>
        ))}
        <span className="xl b" style={{ left: '100%' }}>
          {stale ? time(to * 1_000).slice(0, 5) : t('now')}
        </span>
      </span>
    </>
  );
}

/** What was missed: from the last point drawn to this moment. */
function StaleGap({ since, left }: { since: number; left: number }) {
  const t = useTranslations('live.chart');
  const { time } = useFormats();
  return (
    <div className="hatch stalegap" style={{ left: `${left * 100}%` }}>
      <span className="amb fs11 b nw">{t('noDataSince', { time: time(since * 1_000) })}</span>
    </div>
  );
}
