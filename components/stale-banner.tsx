'use client';

import { Clock, RotateCw, WifiOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { NO_NUMBERS } from '#contracts/no-numbers';
import type { Lateness } from '#hooks/lateness';
import { useLive } from '#hooks/use-live';
import { useNow } from '#hooks/use-now';
import { useFormats } from './format.tsx';
import type { PageId } from './pages.tsx';

/** Says that the numbers are old, from when they are, and when the next try is, or where it says what to do. */
export function StaleBanner({ page }: { page: PageId | null }) {
  const { stale, late } = useLive();
  if (stale) return <CutOff />;
  // The pipeline's page says it itself, with what to do.
  return late?.isOld && page !== 'pipeline' ? <Behind late={late} /> : null;
}

function CutOff() {
  const t = useTranslations('shell.stale');
  const { connection, retryNow } = useLive();
  const { time } = useFormats();
  const now = useNow();
  const { dataAt, nextTryAt, attempt, reason } = connection;
  const seconds = nextTryAt !== null && now !== null ? Math.max(0, Math.ceil((nextTryAt - now) / 1000)) : 0;
  return (
    <div className="banner warn">
      <WifiOff className="amb" size={16} aria-hidden="true" />
      <div className="grow py-2">
        <b className="b fs14">
          {dataAt === null ? t('unreachable') : t(attempt > 0 ? 'title' : 'silent', { time: time(dataAt) })}
        </b>{' '}
        <span className="t2">
          {reason === NO_NUMBERS ? t('noNumbers') : reason} {seconds > 0 ? t('next', { attempt, seconds }) : t('now')}{' '}
          {dataAt !== null && t('filled')}
        </span>
      </div>
      <button type="button" className="btn sm" onClick={retryNow}>
        <RotateCw size={14} aria-hidden="true" />
        {t('retry')}
      </button>
    </div>
  );
}

function Behind({ late: { hop, dataAt } }: { late: Lateness }) {
  const t = useTranslations('shell');
  const hops = useTranslations('live.pipe');
  const { time, age } = useFormats();
  const { freshness } = useLive();
  const at = time(dataAt);
  return (
    // How far behind it is changes by the second: nobody wants to hear that.
    <div className="banner warn" data-testid="old" role={hop ? 'status' : undefined}>
      <Clock className="amb" size={16} aria-hidden="true" />
      <div className="grow py-2">
        <b className="b fs14">
          {hop
            ? t('stale.down', { hop: hops(hop), time: at })
            : t('stale.behind', { age: age(freshness?.behindMs ?? 0), time: at })}
        </b>{' '}
        <span className="t2">{t('stale.later')}</span>
      </div>
      <Link className="btn sm" href="/pipeline">
        {t('connection.whatToDo')}
      </Link>
    </div>
  );
}
