'use client';

import { Check, CircleAlert, CircleDashed, TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import type { Hop, Pipeline } from '#contracts/pipeline';
import { useLive } from '#hooks/use-live';
import { useNow } from '#hooks/use-now';
import { useFormats } from './format.tsx';
import { useHopTimes } from './hop-times.tsx';
import { hopTone } from './hop-tone.tsx';

type Props = { pipeline: Pipeline | null; stale: boolean };

/** Every hop of the way with what tells most of it, and the time between hops; dimmed where it is only the last known. */
export function PipelineStrip({ pipeline, stale }: Props) {
  const t = useTranslations('live.pipe');
  if (!pipeline) return null;
  const browsers = pipeline.hops.find(({ id }) => id === 'browser')?.members ?? 0;
  return (
    <section className="panel pipe" aria-label={stale ? `${t('label')}, ${t('lastKnown')}` : t('label')}>
      {pipeline.hops.map((hop, index) => (
        <Fragment key={hop.id}>
          {hop.id === 'browser' ? (
            <BrowserCell stale={stale} />
          ) : (
            <HopCell hop={hop} browsers={browsers} stale={stale} />
          )}
          {index < pipeline.hops.length - 1 && <Wire from={hop} stale={stale} />}
        </Fragment>
      ))}
    </section>
  );
}

/** How long half of the records are at a hop at most until the next one has them. */
function Wire({ from, stale }: { from: Hop; stale: boolean }) {
  const t = useTranslations('live.pipe');
  const times = useHopTimes();
  if (stale && from.id === 'server') return <span className="wire amb b">{t('disconnected')}</span>;
  return (
    <span className={stale ? 'wire t3' : 'wire'} title={times.help(from)}>
      {times.half(from)}
    </span>
  );
}

function HopCell({ hop, browsers, stale }: { hop: Hop; browsers: number; stale: boolean }) {
  const t = useTranslations('live.pipe');
  const HopIcon = stale || hop.state === 'off' ? CircleDashed : hop.state === 'ok' ? Check : TriangleAlert;
  const tone = hopTone(hop);
  const title = stale ? t('lastKnown') : hop.lastError?.message;
  return (
    <div className="hop" title={title}>
      <span className={stale ? 'n t2' : 'n'}>
        <HopIcon className={stale ? 't3' : tone} aria-hidden="true" />
        {t(hop.id)}
      </span>
      <span className={stale ? 't3' : hop.state === 'ok' ? 't2' : tone}>
        <HopState hop={hop} browsers={browsers} stale={stale} />
      </span>
    </div>
  );
}

function HopState({ hop, browsers, stale }: { hop: Hop; browsers: number; stale: boolean }) {
  const t = useTranslations('live.pipe');
  const { count } = useFormats();
  if (hop.state !== 'ok') return t(hop.state);
  if (hop.id === 'collector' || hop.id === 'kafka') return t('rate', { rate: count(hop.rate) });
  if (hop.id === 'relay') return t('behind', { count: count(hop.lag) });
  if (hop.id === 'redis') return t('pending', { count: count(hop.lag) });
  // This page is one of them, whether or not it was there at the last count, or can't reach it.
  return stale ? '–' : t('browsers', { count: Math.max(1, browsers) });
}

/** The last hop is this page itself: how old its numbers are. */
function BrowserCell({ stale }: { stale: boolean }) {
  const t = useTranslations('live.pipe');
  const { age: written, duration, time } = useFormats();
  const { connection, late, freshness } = useLive();
  const { heardAt } = connection;
  const now = useNow(stale);
  const age = stale && heardAt !== null && now !== null ? (now - heardAt) / 1_000 : 0;
  const isBad = stale || late?.hop;
  const HopIcon = isBad ? CircleAlert : Check;
  return (
    <div className="hop">
      <span className={isBad ? 'n amb' : 'n'}>
        <HopIcon className={isBad ? 'amb' : 'grn'} aria-hidden="true" />
        {t('browser')}
      </span>
      <span className="t2">
        {late?.hop && !stale
          ? t('asOf', { time: time(late.dataAt) })
          : t('age', { age: stale ? duration(age) : written(freshness?.behindMs ?? 0) })}
      </span>
    </div>
  );
}
