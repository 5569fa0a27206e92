'use client';

import { useEffect, useState } from 'react';
import type { Counts } from '#contracts/api';
import { callApi } from './api.ts';
import type { Span } from './chart-zoom.ts';
import { HOUR_SECONDS, type Second, secondsOf } from './exact-seconds.ts';

type Names = 'category' | 'event';
type Loaded = { span: Span; by: Names; seconds: Second[] };

/**
 * The exact counts of each second of a span, by category or by event's name; null until they are there, or when none are
 * asked for (`span` null). Asked for again when `counted` changes, the events of the span as far as the page knows: some
 * came late.
 */
export function useSeconds(span: Span | null, by: Names, counted: number): Second[] | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const { from, to } = span ?? { from: 0, to: 0 };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is counted is what makes the answer old.
  useEffect(() => {
    if (from === to) return;
    let isStale = false;
    loadSeconds({ from, to }, by).then(
      (seconds) => !isStale && setLoaded({ span: { from, to }, by, seconds }),
      // The buckets are there, and the page says elsewhere that the server is away.
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [from, to, by, counted]);
  const isThere = span && loaded?.by === by && loaded.span.from <= from && loaded.span.to >= to;
  return isThere ? loaded.seconds.filter(({ at }) => at >= from && at < to) : null;
}

async function loadSeconds(span: Span, by: Names): Promise<Second[]> {
  const ask = (traffic: 'real' | 'simulated', shift: number) => {
    const iso = (second: number) => new Date((second - shift) * 1_000).toISOString();
    const query = new URLSearchParams({ from: iso(span.from), to: iso(span.to), step: '1s', by, traffic });
    return callApi<Counts>(`/api/counts?${query}`);
  };
  const [real, simulated, hourAgo] = await Promise.all([
    ask('real', 0),
    ask('simulated', 0),
    ask('real', HOUR_SECONDS),
  ]);
  return secondsOf(span, { real, simulated, hourAgo });
}
