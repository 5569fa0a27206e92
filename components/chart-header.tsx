'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Span } from '#hooks/chart-zoom';
import { useFormats } from './format.tsx';
import type { ChartShape } from './rate-bands.tsx';
import { TableToggle } from './table-toggle.tsx';

type Props = {
  title: string;
  size: number;
  /** What the dashed line is; null: there is none. */
  hourAgo: string | null;
  zoom: Span | null;
  onZoomEnd: () => void;
  table: { on: boolean; toggle: () => void };
  /** Whether what is simulated is left out; null: there is none beside real traffic. */
  simulated: { hidden: boolean; toggle: () => void } | null;
  /** null: the table has none. */
  shape: ShapeProps | null;
};

/** What the chart shows, and in which way. */
export function ChartHeader({ title, size, hourAgo, zoom, onZoomEnd, table, simulated, shape }: Props) {
  const t = useTranslations('live.chart');
  return (
    <header>
      <h2>{title}</h2>
      {zoom ? (
        <ZoomChip zoom={zoom} onEnd={onZoomEnd} />
      ) : (
        // A tablet has no room for it beside what hides the simulated.
        <span className={`t3 fs12 cut ${shape ? 'desk' : ''} ${simulated ? 'max-lg:hidden' : ''}`}>
          {size % 60 === 0 ? t('byMinute') : t('buckets', { seconds: size })}
        </span>
      )}
      <span className="end row">
        {hourAgo && (
          <span className="t2 fs12 nw desk row">
            <i style={{ width: 18, borderTop: '1.5px dashed var(--text-3)' }} />
            {hourAgo}
          </span>
        )}
        {simulated && (
          <button type="button" className="btn sm desk" aria-pressed={simulated.hidden} onClick={simulated.toggle}>
            {t('hideSimulated')}
          </button>
        )}
        <TableToggle {...table} />
        {/* A phone has no room for a zoom and this, nor for the size of the buckets and this. */}
        {shape && <ShapeChoice {...shape} className={zoom ? 'seg sm desk' : 'seg sm'} />}
      </span>
    </header>
  );
}

function ZoomChip({ zoom, onEnd }: { zoom: Span; onEnd: () => void }) {
  const t = useTranslations('live.chart');
  const { span } = useFormats();
  const text = span(zoom.from, zoom.to);
  return (
    <button
      type="button"
      className="chip"
      aria-label={t('zoomEnd', { span: text })}
      title={t('zoomEnd', { span: text })}
      onClick={onEnd}
    >
      {text}
      <X size={14} aria-hidden="true" />
    </button>
  );
}

type ShapeProps = { value: ChartShape; choose: (shape: ChartShape) => void };

function ShapeChoice({ value, choose, className }: ShapeProps & { className: string }) {
  const t = useTranslations('live.chart');
  return (
    <fieldset className={className} aria-label={t('shape')}>
      {(['stacked', 'lines'] as const).map((shape) => (
        <button key={shape} type="button" aria-pressed={shape === value} onClick={() => choose(shape)}>
          {t(shape)}
        </button>
      ))}
    </fieldset>
  );
}
