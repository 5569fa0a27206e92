'use client';

import { Check, ChevronRight, Clock, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { isUnverified, type Lateness } from '#hooks/lateness';
import { useFormats } from './format.tsx';

type Props = { pipeline: Pipeline | null; stale: boolean; late: Lateness | null };

/** Can I trust the numbers: what the books say, or why nobody can say it at the moment. */
export function TrustBadge({ pipeline, stale, late }: Props) {
  if (!pipeline || stale) return <Unheard pipeline={pipeline} />;
  if (late && isUnverified(late)) return <Unverified late={late} />;
  return <Books books={pipeline.books} />;
}

function Unheard({ pipeline }: Pick<Props, 'pipeline'>) {
  const t = useTranslations('live.trust');
  const { time } = useFormats();
  return (
    <div className={pipeline ? 'banner warn verdict' : 'banner verdict'}>
      <Clock size={16} className={pipeline ? 'amb' : 't2'} aria-hidden="true" />
      <div className="grow cut">
        <b className="b">{t('unknown')}</b>{' '}
        <span className="t2 fs12">
          {pipeline ? t('lastCheck', { time: time(Date.parse(pipeline.at)) }) : t('waiting')}
        </span>
      </div>
    </div>
  );
}

function Unverified({ late }: { late: Lateness }) {
  const t = useTranslations('live');
  const why = { behind: 'trust.behind', down: 'trust.down', waiting: 'trust.hopWaiting' } as const;
  return (
    <Link className="banner warn verdict" href="/pipeline" data-testid="trust">
      <Clock size={16} className="amb" aria-hidden="true" />
      <div className="grow cut">
        <b className="b">{t('trust.unknown')}</b>{' '}
        <span className="t2 fs12">{t(why[late.state], { hop: late.hop ? t(`pipe.${late.hop}`) : '' })}</span>
      </div>
      <ChevronRight size={16} className="t3" aria-hidden="true" />
    </Link>
  );
}

function Books({ books: { balanced, lost, doubled } }: Pick<Pipeline, 'books'>) {
  const t = useTranslations('live.trust');
  const { count } = useFormats();
  const BooksIcon = balanced ? Check : TriangleAlert;
  return (
    <Link className={balanced ? 'banner verdict' : 'banner danger verdict'} href="/pipeline" data-testid="trust">
      <BooksIcon size={16} className={balanced ? 'grn' : 'red'} aria-hidden="true" />
      <div className="grow cut">
        <b className="b">{balanced ? t('ok') : t('bad')}</b>{' '}
        <span className="t2 fs12">{t('numbers', { lost: count(lost), doubled: count(doubled) })}</span>
      </div>
      <ChevronRight size={16} className="t3" aria-hidden="true" />
    </Link>
  );
}
