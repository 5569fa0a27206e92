'use client';

import { Check, ChevronRight, Clock, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { useFormats } from './format.tsx';

/** Can I trust the numbers: what the books say, and since when nobody has looked. */
export function TrustBadge({ pipeline, stale }: { pipeline: Pipeline | null; stale: boolean }) {
  const t = useTranslations('live.trust');
  const { time, count } = useFormats();
  if (!pipeline || stale) {
    return (
      <div className={stale ? 'banner warn verdict' : 'banner verdict'}>
        <Clock size={16} className={stale ? 'amb' : 't2'} aria-hidden="true" />
        <div className="grow cut">
          <b className="b">{t('unknown')}</b>{' '}
          <span className="t2 fs12">
            {pipeline ? t('lastCheck', { time: time(Date.parse(pipeline.at)) }) : t('waiting')}
          </span>
        </div>
      </div>
    );
  }
  const { balanced, lost, doubled } = pipeline.books;
  const numbers = t('numbers', { lost: count(lost), doubled: count(doubled) });
  return (
    <Link className={balanced ? 'banner verdict' : 'banner danger verdict'} href="/pipeline" data-testid="trust">
      {balanced ? (
        <Check size={16} className="grn" aria-hidden="true" />
      ) : (
        <TriangleAlert size={16} className="red" aria-hidden="true" />
      )}
      <div className="grow cut">
        <b className="b">{balanced ? t('ok') : t('bad')}</b> <span className="t2 fs12">{numbers}</span>
      </div>
      <ChevronRight size={16} className="t3" aria-hidden="true" />
    </Link>
  );
}
