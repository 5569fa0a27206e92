'use client';

import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import type { Hop, Pipeline } from '#contracts/pipeline';
import { useFormats } from './format.tsx';

type Props = { pipeline: Pipeline | null; behindMs: number; stale: boolean };

/** Every hop of the way, with its rate or lag, and the time between hops. */
export function PipelineStrip({ pipeline, behindMs, stale }: Props) {
  const t = useTranslations('live.pipe');
  if (!pipeline) return null;
  return (
    <section className="panel pipe" aria-label={t('label')}>
      {pipeline.hops.map((hop, index) => (
        <Fragment key={hop.id}>
          {index > 0 && <Wire hop={hop} stale={stale} />}
          <HopCell hop={hop} behindMs={behindMs} stale={stale} />
        </Fragment>
      ))}
    </section>
  );
}

function Wire({ hop, stale }: { hop: Hop; stale: boolean }) {
  const t = useTranslations('live.pipe');
  const cut = stale && hop.id === 'browser';
  return (
    <span className={cut ? 'wire amb' : 'wire'}>
      {cut ? t('disconnected') : hop.p50Ms === null ? '\u00a0' : t('ms', { ms: Math.round(hop.p50Ms) })}
    </span>
  );
}

function HopCell({ hop, behindMs, stale }: { hop: Hop; behindMs: number; stale: boolean }) {
  const t = useTranslations('live.pipe');
  const isBrowser = hop.id === 'browser';
  const ok = isBrowser || hop.state === 'ok';
  const Icon = stale ? CircleDashed : ok ? Check : TriangleAlert;
  const color = stale ? 'var(--text-3)' : ok ? 'var(--ok)' : 'var(--danger)';
  return (
    <div className="hop" title={hop.lastError ? hop.lastError.message : undefined}>
      <span className="n">
        <Icon style={{ color }} aria-hidden="true" />
        {t(hop.id)}
      </span>
      <span className={!stale && !ok ? 'red' : 't2'}>
        <HopState hop={hop} behindMs={behindMs} stale={stale} />
      </span>
    </div>
  );
}

function HopState({ hop, behindMs, stale }: { hop: Hop; behindMs: number; stale: boolean }) {
  const t = useTranslations('live.pipe');
  const { count, tenth } = useFormats();
  if (stale) return t('lastKnown');
  if (hop.id === 'browser') return t('secondsBehind', { seconds: tenth(behindMs / 1_000) });
  if (hop.state !== 'ok') return hop.state === 'down' ? t('down') : t('waiting');
  if (hop.id === 'kafka') return t('rate', { rate: count(hop.rate) });
  if (hop.id === 'relay') return t('behind', { count: count(hop.lag) });
  if (hop.id === 'redis') return t('pending', { count: count(hop.lag) });
  return t('rate', { rate: count(hop.rate) });
}
