'use client';

import { Check, Clock, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { useFormats } from './format.tsx';

/** One line for the whole way: the first hop that is not well, else whether the counts can be trusted. */
export function PipelineVerdict({ pipeline, stale }: { pipeline: Pipeline; stale: boolean }) {
  const t = useTranslations('pipeline');
  const { time, count } = useFormats();
  const { balanced, lost, doubled } = pipeline.books;
  // Nobody watching is no fault of the way.
  const ill = pipeline.hops.filter(({ id, state }) => state !== 'ok' && id !== 'browser');
  const isBad = !balanced || ill.some(({ state }) => state === 'down');
  const numbers = { lost: count(lost), doubled: count(doubled) };
  const tone = stale || (!isBad && ill.length > 0) ? 'warn' : isBad ? 'danger' : '';
  const [VerdictIcon, color] = stale
    ? [Clock, 'amb']
    : tone === ''
      ? [Check, 'grn']
      : [TriangleAlert, isBad ? 'red' : 'amb'];
  const sentence = stale
    ? t('verdict.stale')
    : ill.length > 0
      ? t('verdict.ill', { hops: ill.map(({ id }) => t(`hops.${id}`)).join(', ') })
      : balanced
        ? t('verdict.ok')
        : t('verdict.unbalanced');
  return (
    <div className={`banner verdict ${tone}`} data-testid="pipeline-verdict">
      <VerdictIcon size={16} className={color} aria-hidden="true" />
      <div className="grow">
        <b className="b">{sentence}</b> <span className="t2 fs12">{t('verdict.books', numbers)}</span>
      </div>
      <span className="t3 fs12 nw updated">{t('verdict.updated', { time: time(Date.parse(pipeline.at)) })}</span>
    </div>
  );
}
