'use client';

import { useState } from 'react';
import type { Focus } from '#contracts/focus';
import { type Span, type Zoom, zoomedPoints, zoomInto } from '#hooks/chart-zoom';
import { isShort } from '#hooks/exact-seconds';
import { useSeconds } from '#hooks/use-seconds';
import { type ChartSeries, type RatePoint, secondPoint } from './rate-bands.tsx';

/**
 * The span that is looked at, and the series within it: its buckets, and as soon as they are loaded the exact seconds of a
 * short one. `key`: of what the series is; of something else it is another chart, and shows all of it.
 */
export function useZoomedSeries(series: ChartSeries, focus: Focus | null, key: string) {
  const { zoom, setSpan } = useZoom(series, key);
  const buckets = zoom ? zoomedPoints(series.points, zoom, series.size) : series.points;
  const seconds = useExact(series, zoom, buckets, focus);
  return { zoom, setSpan, shown: seconds ? { ...series, size: 1, points: seconds } : { ...series, points: buckets } };
}

/** Held while time goes on. */
function useZoom(series: ChartSeries, key: string) {
  const [kept, setKept] = useState<{ key: string; zoom: Zoom<RatePoint> } | null>(null);
  return {
    zoom: kept?.key === key ? kept.zoom : null,
    setSpan: (span: Span | null) => setKept(span && { key, zoom: zoomInto(series.points, span, series.size) }),
  };
}

/** Products and searches are counted by the minute, and have none. */
function useExact({ size, per }: ChartSeries, zoom: Span | null, buckets: RatePoint[], focus: Focus | null) {
  const wanted = zoom && size > 1 && per === 1 && isShort(zoom) ? zoom : null;
  const counted = buckets.reduce((sum, { total }) => sum + total, 0);
  const seconds = useSeconds(wanted, focus?.by === 'event' ? 'event' : 'category', counted);
  const knowsHourAgo = buckets.some(({ hourAgo }) => hourAgo !== null);
  return seconds?.map((second): RatePoint => secondPoint(second, focus, knowsHourAgo));
}
