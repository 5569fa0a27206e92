'use client';

import { ChevronsUpDown } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Measure } from '#contracts/rule';
import { limitsOf } from '#contracts/rule-limits';
import { onStep, stepOf } from '#hooks/value-scale';
import { useMeasureText } from './measure-text.tsx';

const MORE = 10;

type Props = {
  measure: Measure;
  limit: number;
  /** Where the axis ends. */
  top: number;
  onHold: (isHeld: boolean) => void;
  onChange: (limit: number) => void;
};

/** Drags a limit up and down its chart, or moves it by arrow keys. */
export function LimitHandle({ measure, limit, top, onHold, onChange }: Props) {
  const t = useTranslations('rules.form');
  const text = useMeasureText();
  const bounds = limitsOf({ measure, compare: { to: 'number' } });
  const step = stepOf(measure, top);
  const put = (value: number) => {
    const next = onStep(value, step, bounds);
    if (next !== limit) onChange(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const plot = event.currentTarget.parentElement?.getBoundingClientRect();
    if (plot) put(top * Math.min(1, Math.max(0, 1 - (event.clientY - plot.top) / plot.height)));
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: MORE, PageDown: -MORE }[event.key];
    const to = { Home: bounds.min, End: top }[event.key] ?? (by === undefined ? null : limit + by * step);
    if (to === null) return;
    event.preventDefault();
    put(to);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className="limithandle"
      aria-label={t('dragLimit')}
      aria-orientation="vertical"
      aria-valuemin={bounds.min}
      aria-valuemax={Math.max(top, limit)}
      aria-valuenow={limit}
      aria-valuetext={text.limit(measure, limit)}
      style={{ top: `${Math.min(100, Math.max(0, 100 * (1 - limit / top)))}%` }}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onHold(true);
      }}
      onPointerMove={drag}
      onLostPointerCapture={() => onHold(false)}
    >
      <ChevronsUpDown size={14} aria-hidden="true" />
    </div>
  );
}
