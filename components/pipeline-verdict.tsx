'use client';

import { Check, Clock, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { useFormats } from './format.tsx';

const LOOKS = {
  stale: { tone: 'warn', color: 'amb', Icon: Clock },
  bad: { tone: 'danger', color: 'red', Icon: TriangleAlert },
  waiting: { tone: 'warn', color: 'amb', Icon: TriangleAlert },
  ok: { tone: '', color: 'grn', Icon: Check },
} as const;

/** One line for the whole way: the hops that are not well, else whether the counts can be trusted. */
export function PipelineVerdict({ pipeline, stale }: { pipeline: Pipeline; stale: boolean }) {
  const t = useTranslations('pipeline');
  const { time, count } = useFormats();
  const { lost, doubled } = pipeline.books;
  const { tone, color, Icon: VerdictIcon } = LOOKS[stale ? 'stale' : levelOf(pipeline)];
  const sentence = useSentence(pipeline, stale);
  const numbers = { lost: count(lost), doubled: count(doubled) };
  return (
    <div className={`banner verdict ${tone}`} data-testid="pipeline-verdict">
      <VerdictIcon size={16} className={color} aria-hidden="true" />
      <div className="grow">
        <b className="b">{sentence}</b>{' '}
        <span className="t2 fs12" title={t('verdict.help')}>
          {t('verdict.books', numbers)}
        </span>
        {!stale && lost > 0 && <p className="t2 fs12">{t('verdict.lost')}</p>}
        {!stale && doubled > 0 && <p className="t2 fs12">{t('verdict.doubled')}</p>}
      </div>
      <span className="t3 fs12 nw updated" title={t('verdict.updatedHelp')}>
        {t('verdict.updated', { time: time(Date.parse(pipeline.at)) })}
      </span>
    </div>
  );
}

// Nobody watching is no fault of the way, and a collector is one sender of many.
const illHops = ({ hops }: Pipeline) =>
  hops.filter(({ id, state }) => state !== 'ok' && state !== 'off' && id !== 'browser');

function levelOf(pipeline: Pipeline): 'bad' | 'waiting' | 'ok' {
  const ill = illHops(pipeline);
  if (!pipeline.books.balanced || ill.some(({ state }) => state === 'down')) return 'bad';
  return ill.length > 0 ? 'waiting' : 'ok';
}

function useSentence(pipeline: Pipeline, stale: boolean): string {
  const t = useTranslations('pipeline');
  if (stale) return t('verdict.stale');
  const ill = illHops(pipeline);
  if (ill.length > 0) return t('verdict.ill', { hops: ill.map(({ id }) => t(`hops.${id}`)).join(', ') });
  return t(pipeline.books.balanced ? 'verdict.ok' : 'verdict.unbalanced');
}
