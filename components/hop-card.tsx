'use client';

import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Hop, Pipeline } from '#contracts/pipeline';
import { ratesOf } from '#hooks/pipeline-history';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';
import { useHopTimes } from './hop-times.tsx';
import { hopTone } from './hop-tone.tsx';
import { Sparkline } from './sparkline.tsx';

type Props = { hop: Hop; history: Pipeline[]; stale: boolean; isLast: boolean };

const ICONS = { ok: Check, waiting: TriangleAlert, down: TriangleAlert, off: CircleDashed };

/** One hop: how it is, how fast, how far behind, what went wrong last; and what to do where it is not well. */
export function HopCard({ hop, history, stale, isLast }: Props) {
  const t = useTranslations('pipeline');
  const { count } = useFormats();
  const times = useHopTimes();
  const [HopIcon, color] = stale ? [CircleDashed, 't3'] : [ICONS[hop.state], hopTone(hop)];
  const isBrowser = hop.id === 'browser';
  const isOff = hop.state === 'off';
  // Of browsers nothing is known to one that can't reach the server, and of Kafka without a relay that asks it.
  const isUnknown = isOff || (isBrowser && stale) || (hop.id === 'kafka' && hop.state !== 'ok');
  const figure = isUnknown ? '–' : count(isBrowser ? hop.members : hop.rate);
  return (
    <section className={hop.state === 'down' && !stale ? 'hopc down' : 'hopc'} aria-label={t(`hops.${hop.id}`)}>
      <h2 className="t">
        <HopIcon className={color} aria-hidden="true" />
        {t(`hops.${hop.id}`)}
        <span className="sr">{stale ? t('state.unknown') : t(`state.${hop.state}`)}</span>
      </h2>
      <div className={stale || isUnknown ? 'v t3' : 'v'} title={t(`about.${isBrowser ? 'browsers' : 'rate'}`)}>
        {figure} <small>{t(isBrowser ? 'open' : 'perSecond')}</small>
      </div>
      {isBrowser ? <div className="nospark" /> : <Sparkline values={isOff ? [] : ratesOf(history, hop.id)} />}
      <HopFacts hop={hop} stale={stale} />
      <HopNote hop={hop} stale={stale} />
      {!isLast && (
        // The card says it as well.
        <span className={stale ? 'hopw t3' : 'hopw'} title={times.help(hop)} aria-hidden="true">
          {times.half(hop)}
        </span>
      )}
    </section>
  );
}

type Fact = 'lag' | 'toKafka' | 'waiting' | 'behind' | 'partitions' | 'processes';

/** What tells most of each hop, besides its time. */
const FACTS: Record<Hop['id'], Fact[]> = {
  collector: ['toKafka', 'processes'],
  kafka: ['lag', 'partitions'],
  relay: ['lag', 'processes'],
  redis: ['waiting'],
  server: ['waiting', 'processes'],
  browser: ['behind'],
};

function HopFacts({ hop, stale }: { hop: Hop; stale: boolean }) {
  const t = useTranslations('pipeline');
  const { count, age } = useFormats();
  const times = useHopTimes();
  const { freshness, late } = useLive();
  const written = (fact: Fact) => {
    if (fact === 'partitions' || fact === 'processes') return count(hop.members);
    // Where a hop on the way is not well, nobody knows how much Kafka has by now.
    if (fact === 'behind') return stale || late?.hop || !freshness?.watermark ? '–' : age(freshness.behindMs);
    if (fact === 'lag' && (late?.hop || hop.state !== 'ok')) return '–';
    return hop.state === 'off' ? '–' : count(hop.lag);
  };
  return (
    <dl>
      <div title={times.help(hop)}>
        <dt>{t('facts.latency')}</dt>
        <dd>{times.both(hop)}</dd>
      </div>
      {FACTS[hop.id].map((fact) => (
        <div key={fact} title={t(`about.${fact}`)}>
          <dt>{t(`facts.${fact}`)}</dt>
          <dd>{written(fact)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What to do about a hop that is not well; else the last thing that went wrong. */
function HopNote({ hop, stale }: { hop: Hop; stale: boolean }) {
  const t = useTranslations('pipeline');
  const { time } = useFormats();
  if (hop.state === 'off') return <p className="er t3">{t('advice.collector.off')}</p>;
  if (hop.state !== 'ok' && !stale)
    return <p className={hop.state === 'down' ? 'er red' : 'er'}>{t(`advice.${hop.id}.${hop.state}`)}</p>;
  // Only these report errors of their own; what they meet at Kafka and Redis stands with them.
  if (hop.id !== 'collector' && hop.id !== 'relay' && hop.id !== 'server') return null;
  if (!hop.lastError) return <p className="er t3">{t('noError')}</p>;
  const text = t('lastError', { time: time(Date.parse(hop.lastError.at)), message: hop.lastError.message });
  return (
    <p className="er" title={text}>
      <span className="last">{text}</span>
    </p>
  );
}
