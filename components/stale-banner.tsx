'use client';

import { RotateCw, WifiOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useNow } from '#hooks/use-now';
import { useFormats } from './format.tsx';

/** Says that the numbers are old, from when they are, and when the next try is. */
export function StaleBanner() {
  const t = useTranslations('shell.stale');
  const { connection, retryNow } = useLive();
  const { time } = useFormats();
  const now = useNow(connection.state === 'stale');
  if (connection.state !== 'stale') return null;
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
          {reason} {seconds > 0 ? t('next', { attempt, seconds }) : t('now')} {dataAt !== null && t('filled')}
        </span>
      </div>
      <button type="button" className="btn sm" onClick={retryNow}>
        <RotateCw size={14} aria-hidden="true" />
        {t('retry')}
      </button>
    </div>
  );
}
