'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { nearestPoint, type Span, spanBetween } from '#hooks/chart-zoom';
import { setMoment, useMoment } from '#hooks/use-moment';
import { useFormats } from './format.tsx';
import { MomentPopover } from './moment-popover.tsx';
import type { ChartSeries } from './rate-bands.tsx';

/** A pointer that moved less was pressed, not drawn over the chart. */
const DRAG_PX = 6;
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

type Props = {
  series: ChartSeries;
  /** The axis, in epoch seconds. */
  from: number;
  to: number;
  /** null: back to the whole range. */
  onZoom: (span: Span | null) => void;
};

/** What is pressed, drawn and marked, and what the events of the pointer and the keys do to it. */
function useProbe({ series: { points, size }, from, to, onZoom }: Props) {
  const moment = useMoment();
  const [anchor, setAnchor] = useState<number | null>(null);
  const pressed = useRef<{ x: number; at: number } | null>(null);
  const point = moment === null ? undefined : points.find(({ at }) => at === moment);
  useEffect(() => () => setMoment(null), []);

  const pointAt = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return nearestPoint(points, from + ((event.clientX - left) / width) * (to - from))?.at ?? null;
  };
  const moved = (step: number) => {
    const index = point ? points.indexOf(point) : points.length;
    return points[Math.max(0, Math.min(points.length - 1, index + step))]?.at ?? null;
  };
  const finish = (end: number | null) => {
    const span = anchor === null || end === null ? null : spanBetween(anchor, end, size);
    pressed.current = null;
    setAnchor(null);
    if (!span) return;
    setMoment(null);
    onZoom(span);
  };
  const stepBack = () => {
    if (anchor !== null) setAnchor(null);
    else if (moment !== null) setMoment(null);
    else onZoom(null);
  };

  return {
    point,
    anchor,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        const at = pointAt(event);
        if (event.button !== 0 || at === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current = { x: event.clientX, at };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (event.pointerType !== 'mouse' && !pressed.current) return;
        if (pressed.current && Math.abs(event.clientX - pressed.current.x) >= DRAG_PX) setAnchor(pressed.current.at);
        setMoment(pointAt(event));
      },
      onPointerUp(event: PointerEvent<HTMLElement>) {
        if (!pressed.current) return;
        const at = pointAt(event);
        // Drawn back to where it began: no span, though the axis may have moved on under the pointer.
        const isBack = Math.abs(event.clientX - pressed.current.x) < DRAG_PX;
        // A tap leaves the focus here, whose loss takes the moment away; a line drawn by finger does not.
        setMoment(anchor === null ? at : null);
        finish(isBack ? null : at);
      },
      onPointerCancel() {
        // The finger scrolls the page instead.
        finish(null);
        setMoment(null);
      },
      onPointerLeave(event: PointerEvent<HTMLElement>) {
        if (event.pointerType === 'mouse' && !pressed.current && anchor === null) setMoment(null);
      },
      onBlur() {
        finish(null);
        setMoment(null);
      },
      onDoubleClick: () => onZoom(null),
      onKeyDown(event: KeyboardEvent) {
        const step = STEPS[event.key];
        if (step !== undefined) {
          setAnchor(event.shiftKey ? (anchor ?? point?.at ?? points.at(-1)?.at ?? null) : null);
          setMoment(moved(step));
        } else if (event.key === 'Enter' && anchor !== null) finish(moment);
        else if (event.key === 'Escape') stepBack();
        else return;
        event.preventDefault();
      },
    },
  };
}

/**
 * Lies over the plot: shows the exact numbers of the moment under the pointer, and zooms into a span drawn over it.
 * Arrow keys move the moment, Shift with them draws a span, Enter zooms into it, Esc goes back. Its own element with
 * its own state, so that the plot is not painted again while the pointer moves.
 */
export function ChartProbe(props: Props) {
  const { series, from, to } = props;
  const t = useTranslations('live.probe');
  const { span, count } = useFormats();
  const { point, anchor, handlers } = useProbe(props);
  const { points, size } = series;
  const percent = (second: number) => (100 * (second - from)) / Math.max(1, to - from);
  const newest = Math.max(0, points.length - 1);
  const said = point ? t('value', { span: span(point.at, point.at + size), total: count(point.total) }) : t('none');
  return (
    <div
      className="probe"
      role="slider"
      tabIndex={0}
      aria-label={t('label')}
      aria-valuemin={0}
      aria-valuemax={newest}
      aria-valuenow={point ? points.indexOf(point) : newest}
      aria-valuetext={said}
      {...handlers}
    >
      {point && (
        <>
          {anchor !== null && <Brush a={percent(anchor)} b={percent(point.at)} />}
          <i className="crosshair" style={{ left: `${percent(point.at)}%` }} />
          <MomentPopover
            series={series}
            point={point}
            left={percent(point.at)}
            selected={anchor === null ? null : spanBetween(anchor, point.at, size)}
          />
        </>
      )}
    </div>
  );
}

function Brush({ a, b }: { a: number; b: number }) {
  return <i className="brush" style={{ left: `${Math.min(a, b)}%`, width: `${Math.abs(a - b)}%` }} />;
}
