'use client';

import { bucketIndexAt } from '#hooks/chart-zoom';
import { useMoment } from '#hooks/use-moment';
import type { TileLine } from './kpi-tile.tsx';

/** On a tile's line: the moment that is marked on the chart, and the exact value it had then. */
export function SparkMark({ starts, values, write }: TileLine) {
  const moment = useMoment();
  if (moment === null) return null;
  const index = bucketIndexAt(starts, moment);
  const value = values[index] ?? null;
  if (value === null) return null;
  const percent = (100 * index) / Math.max(1, values.length - 1);
  return (
    <div className="sparkmark" style={{ left: `${percent}%` }}>
      <span className={percent > 50 ? 'before' : undefined}>{write(value)}</span>
    </div>
  );
}
