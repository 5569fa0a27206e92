'use client';

import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Hop, Pipeline } from '#contracts/pipeline';
import { ratesOf } from '#hooks/pipeline-history';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';
import { hopTone } from './hop-tone.tsx';
import { Sparkline } from './sparkline.tsx';

type Props = { hop: Hop; history: Pipeline[]; stale: boolean };

/** One hop: how it is, how fast, how far behind, what went wrong last; and what to do where it is not well. */
export function HopCard({ hop, history, stale }: Props) {
  const t = useTranslations('pipeline');
  const { count } = useFormats();
  const [HopIcon, color] = stale
    ? [CircleDashed, 't3']
    : hop.state === 'ok'
      ? [Check, hopTone(hop)]
      : [TriangleAlert, hopTone(hop)];
  const isBrowser = hop.id === 'browser';
  return (
    <section className={hop.state === 'down' && !stale ? 'hopc down' : 'hopc'} aria-label={t(`hops.${hop.id}`)}>
      <h2 className="t">
        <HopIcon className={color} aria-hidden="true" />
        {t(`hops.${hop.id}`)}
        <span className="sr">{stale ? t('state.unknown') : t(`state.${hop.state}`)}</span>
      </h2>
      <div className={stale ? 'v t3' : 'v'} title={t(`about.${isBrowser ? 'browsers' : 'rate'}`)}>
        {count(isBrowser ? hop.members : hop.rate)} <small>{t(isBrowser ? 'open' : 'perSecond')}</small>
      </div>
      {isBrowser ? <div className="nospark" /> : <Sparkline values={ratesOf(history, hop.id)} />}
      <HopFacts hop={hop} stale={stale} />
      <HopNote hop={hop} stale={stale} />
    </section>
  );
}

function HopFacts({ hop, stale }: { hop: Hop; stale: boolean }) {
  const t = useTranslations('pipeline');
  const { count, age } = useFormats();
  const { freshness, late } = useLive();
  const ms = (value: number | null) => (value === null ? '–' : count(value));
  // A hop that measures its latency keeps the line while there is no traffic: cards don't change their height.
  const isTimed = hop.id === 'relay' || hop.id === 'server';
  const facts: [label: 'latency' | 'lag' | 'waiting' | 'behind' | 'partitions' | 'processes', value: string][] = [];
  // Where a hop before it is not well, nobody knows.
  if (hop.id === 'browser')
    facts.push(['behind', stale || late?.hop || !freshness?.watermark ? '–' : age(freshness.behindMs)]);
  if (isTimed) facts.push(['latency', t('latency', { p50: ms(hop.p50Ms), p99: ms(hop.p99Ms) })]);
  if (hop.id === 'relay' || hop.id === 'kafka') facts.push(['lag', count(hop.lag)]);
  if (hop.id === 'redis' || hop.id === 'server') facts.push(['waiting', count(hop.lag)]);
  if (hop.id === 'kafka') facts.push(['partitions', count(hop.members)]);
  if (isTimed) facts.push(['processes', count(hop.members)]);
  return (
    <dl>
      {facts.map(([label, value]) => (
        <div key={label} title={t(`about.${label}`)}>
          <dt>{t(`facts.${label}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What to do about a hop that is not well; else the last thing that went wrong. */
function HopNote({ hop, stale }: { hop: Hop; stale: boolean }) {
  const t = useTranslations('pipeline');
  const { time } = useFormats();
  if (hop.state !== 'ok' && !stale)
    return <p className={hop.state === 'down' ? 'er red' : 'er'}>{t(`advice.${hop.id}.${hop.state}`)}</p>;
  // Only these report errors of their own; what they meet at Kafka and Redis stands with them.
  if (hop.id !== 'relay' && hop.id !== 'server') return null;
  if (!hop.lastError) return <p className="er t3">{t('noError')}</p>;
  const text = t('lastError', { time: time(Date.parse(hop.lastError.at)), message: hop.lastError.message });
  return (
    <p className="er" title={text}>
      <span className="last">{text}</span>
    </p>
  );
}
