'use client';

import { memo, startTransition, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { type Focus, type FocusSeries, focusKey } from '#contracts/focus';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Bucket, Range } from '#contracts/socket';
import { niceTop } from '#hooks/nice-axis';
import { ChartHeader } from './chart-header.tsx';
import { ChartTable } from './chart-table.tsx';
import { DirectLabels, Legend } from './direct-labels.tsx';
import { EmptyState } from './empty-state.tsx';
import { EventRatePlot } from './event-rate-plot.tsx';
import { useFocusText } from './focus-text.tsx';
import { useFormats } from './format.tsx';
import { type ChartSeries, type ChartShape, focusSeriesOf, highestOf, realOf, seriesOf } from './rate-bands.tsx';
import { useZoomedSeries } from './zoomed-series.tsx';

type Props = {
  buckets: Bucket[];
  /** What the chart shows in the place of all traffic; null: nothing but that. */
  focus: FocusSeries | null;
  onFocus: (focus: Focus) => void;
  range: Range;
  alerts: Alert[];
  watermark: number | null;
  stale: boolean;
  paused: boolean;
  /** When the simulation began that runs now, epoch seconds; null: none does. */
  simulatedFrom: number | null;
};

/** Events per second, by category or of the focus alone. Repainted once a second at most. */
export const EventRateChart = memo(function EventRateChart(props: Props) {
  const { focus, onFocus, range, alerts, watermark, stale, paused, simulatedFrom } = props;
  const t = useTranslations('live.chart');
  const figures = useTranslations('live.figures');
  const ranges = useTranslations('live.range');
  const { count } = useFormats();
  const [shape, setShape] = useState<ChartShape>('stacked');
  const [asTable, setAsTable] = useState(false);
  const [hidesSimulated, setHidesSimulated] = useState(false);
  // On a slow processor the plot takes longer than a press may.
  const chooseShape = (next: ChartShape) => startTransition(() => setShape(next));
  const all = useSeries(props);
  const canHide = all.bands.some(({ simulated }) => simulated) && all.bands.some(({ simulated }) => !simulated);
  const of = focus?.focus ?? null;
  const { zoom, setSpan, shown } = useZoomedSeries(all, of, `${range} ${of ? focusKey(of) : ''}`);
  const series = canHide && hidesSimulated ? realOf(shown) : shown;
  const { points, size } = series;
  const totals = points.map((point) => point.total);
  const peak = Math.max(0, ...totals);
  const top = niceTop(Math.max(...points.map((point) => highestOf(point, series.bands, shape))));
  const title = t(of?.by === 'product' || of?.by === 'search' ? `title_${of.by}` : 'title');
  const summary = t('summary', { title, range: ranges(range), now: count(totals.at(-1) ?? 0), peak: count(peak) });
  const hourAgo = focus ? figures('anHourAgo') : t('hourAgo');
  const labels = { bands: series.bands, last: points.at(-1), focus: of, onFocus };
  return (
    <section className="panel chartp" aria-label={title}>
      <ChartHeader
        title={title}
        size={size}
        hourAgo={!asTable && points.some((point) => point.hourAgo !== null) ? hourAgo : null}
        zoom={zoom}
        onZoomEnd={() => setSpan(null)}
        table={{ on: asTable, toggle: () => setAsTable((is) => !is) }}
        simulated={canHide ? { hidden: hidesSimulated, toggle: () => setHidesSimulated(!hidesSimulated) } : null}
        shape={asTable ? null : { value: shape, choose: chooseShape }}
      />
      {asTable ? (
        <ChartTable title={title} series={series} />
      ) : (
        <div className="chart">
          {series.bands.length === 0 ? (
            <Empty focus={of} range={range} />
          ) : (
            <>
              <EventRatePlot
                series={series}
                alerts={alerts}
                shape={shape}
                stale={stale}
                paused={paused}
                top={top}
                watermark={watermark}
                zoom={zoom}
                onZoom={setSpan}
                simulatedFrom={hidesSimulated ? null : simulatedFrom}
                summary={summary}
              />
              <DirectLabels {...labels} top={top} shape={shape} />
              <Legend {...labels} />
            </>
          )}
        </div>
      )}
    </section>
  );
});

function useSeries({ buckets, focus, range }: Props): ChartSeries {
  const t = useTranslations('live.categories');
  const text = useFocusText();
  const name = focus && text.name(focus.focus);
  const size = RANGE_SECONDS[range].bucket;
  return useMemo(
    () => (focus && name !== null ? focusSeriesOf(focus, name, t) : seriesOf(buckets, size, t)),
    [buckets, focus, name, size, t],
  );
}

function Empty({ focus, range }: { focus: Focus | null; range: Range }) {
  const t = useTranslations('live');
  const text = useFocusText();
  if (!focus) return <EmptyState text={t('chart.empty')} />;
  return <EmptyState text={t(`focus.empty_${focus.by}`, { name: text.name(focus), range: t(`range.${range}`) })} />;
}
