'use client';

import { memo, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Bucket, Range } from '#contracts/socket';
import { niceTop } from '#hooks/figure-format';
import { ChartTable } from './chart-table.tsx';
import { DirectLabels, Legend } from './direct-labels.tsx';
import { EmptyState } from './empty-state.tsx';
import { EventRatePlot } from './event-rate-plot.tsx';
import { useFormats } from './format.tsx';
import { bandsOf, type ChartShape, ratePoints } from './rate-bands.tsx';

type Props = {
  buckets: Bucket[];
  range: Range;
  alerts: Alert[];
  watermark: number | null;
  stale: boolean;
};

/** Events per second by category; the bucket that is still filling is left out. Repainted once a second at most. */
export const EventRateChart = memo(function EventRateChart({ buckets, range, alerts, watermark, stale }: Props) {
  const t = useTranslations('live.chart');
  const ranges = useTranslations('live.range');
  const { count } = useFormats();
  const [shape, setShape] = useState<ChartShape>('stacked');
  const [asTable, setAsTable] = useState(false);
  const size = RANGE_SECONDS[range].bucket;
  const points = useMemo(() => ratePoints(buckets.slice(0, -1), size), [buckets, size]);
  const bands = useMemo(() => bandsOf(points), [points]);
  const totals = points.map((point) => point.total);
  const peak = Math.max(0, ...totals);
  const top = niceTop(Math.max(peak, ...points.map((point) => point.hourAgo ?? 0)));
  const hasHourAgo = points.some((point) => point.hourAgo !== null);
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
              <EventRatePlot
                points={points}
                bands={bands}
                alerts={alerts}
                shape={shape}
                stale={stale}
                top={top}
                watermark={watermark}
                size={size}
              />
              <DirectLabels bands={bands} last={points.at(-1)} top={top} shape={shape} />
              <Legend bands={bands} last={points.at(-1)} />
            </div>
          )}
        </div>
      )}
    </section>
  );
});

type ShapeProps = { value: ChartShape; onChange: (shape: ChartShape) => void };

function ShapeChoice({ value, onChange }: ShapeProps) {
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
