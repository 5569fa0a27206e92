'use client';

import { useEffect, useState } from 'react';
import type { Counts } from '#contracts/api';
import { callApi } from './api.ts';

const SECOND_MS = 1_000;
const POINTS = 120;
/** Older seconds may have been dropped. */
const SECONDS_KEPT_MS = 2.5 * 3_600 * SECOND_MS;

/** Events a second of these names (null: all) between two times in epoch ms, in 120 points or fewer; null until loaded. */
export function useCounts(
  names: readonly string[] | null,
  traffic: 'real' | 'simulated',
  fromMs: number,
  toMs: number,
) {
  const [values, setValues] = useState<number[] | null>(null);
  const wanted = names?.join('\n') ?? null;
  useEffect(() => {
    let isStale = false;
    const isRecent = Date.now() - fromMs < SECONDS_KEPT_MS;
    const step = isRecent ? '1s' : '1m';
    const iso = (ms: number) => new Date(ms).toISOString();
    const query = new URLSearchParams({ from: iso(fromMs), to: iso(toMs), step, traffic });
    callApi<Counts>(`/api/counts?${query}`).then(
      ({ series }) => {
        if (isStale) return;
        const names = wanted?.split('\n');
        // Whole windows to a point, and whole points: else some would hold less than others.
        const stepMs = isRecent ? SECOND_MS : 60 * SECOND_MS;
        const pointMs = stepMs * Math.ceil((toMs - fromMs) / POINTS / stepMs);
        const sums = Array.from({ length: Math.max(1, Math.floor((toMs - fromMs) / pointMs)) }, () => 0);
        for (const { name, points } of series) {
          if (names && !names.includes(name)) continue;
          for (const [at, count] of points) {
            const index = Math.floor((Date.parse(at) - fromMs) / pointMs);
            if (index >= 0 && index < sums.length) sums[index] = (sums[index] ?? 0) + (count * SECOND_MS) / pointMs;
          }
        }
        setValues(sums);
      },
      // The alert is whole without the chart.
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [wanted, traffic, fromMs, toMs]);
  return values;
}
