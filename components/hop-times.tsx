'use client';

import { useTranslations } from 'use-intl';
import type { Hop } from '#contracts/pipeline';
import { useFormats } from './format.tsx';

/** From here on milliseconds say no more than seconds do. */
const SECONDS_FROM_MS = 10_000;

/** How long records are at a hop until the next one has them, in words. */
export function useHopTimes() {
  const t = useTranslations('pipeline');
  const { count, age } = useFormats();
  const number = (ms: number) => (ms < 1 ? '<1' : count(ms));
  const known = ({ p50Ms, p99Ms }: Hop) => (p50Ms === null || p99Ms === null ? null : { p50Ms, p99Ms });
  return {
    /** p50 alone: "6 ms". */
    half: (hop: Hop) => {
      const times = known(hop);
      if (!times) return '–';
      return times.p50Ms < SECONDS_FROM_MS ? t('ms', { ms: number(times.p50Ms) }) : age(times.p50Ms);
    },
    /** p50 and p99: "6 / 18 ms". */
    both: (hop: Hop) => {
      const times = known(hop);
      if (!times) return '–';
      return times.p99Ms < SECONDS_FROM_MS
        ? t('latency', { p50: number(times.p50Ms), p99: number(times.p99Ms) })
        : `${age(times.p50Ms)} / ${age(times.p99Ms)}`;
    },
    /** From when to when, and how it is to be read; or why there is none. */
    help: (hop: Hop) => `${t(`about.timeAt.${hop.id}`)} ${t(known(hop) ? 'about.latency' : 'about.noLatency')}`,
  };
}
