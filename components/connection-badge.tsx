'use client';

import { Pause } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { type Live, useLive } from '#hooks/use-live';
import { useNow } from '#hooks/use-now';
import { useFormats } from './format.tsx';

const LATE_SECONDS = 2;

/** Whether the numbers are live, and how old they are. */
export function ConnectionBadge() {
  const live = useLive();
  const label = useLabel(live);
  const kind = tone(live);
  return (
    <span className={`conn ${kind}`} data-testid="connection" data-state={live.connection.state} title={label}>
      {live.pausedAt === null ? <span className="dot" /> : <Pause size={12} aria-hidden="true" />}
      <span className="cut">{label}</span>
    </span>
  );
}

function tone({ connection, pausedAt, data }: Live): 'ok' | 'bad' | 'wait' {
  if (connection.state === 'stale') return 'bad';
  if (connection.state === 'connecting' || pausedAt !== null || !hasEvents(data)) return 'wait';
  return behindSeconds(data) > LATE_SECONDS ? 'bad' : 'ok';
}

function useLabel({ connection, pausedAt, waiting, data }: Live): string {
  const t = useTranslations('shell.connection');
  const { time, tenth, count, duration } = useFormats();
  const now = useNow(connection.state === 'stale');
  if (connection.state === 'connecting') return t('connecting');
  if (connection.state === 'stale') {
    if (connection.heardAt === null) return t('unreachable');
    return t('reconnecting', { age: duration(((now ?? connection.heardAt) - connection.heardAt) / 1000) });
  }
  if (pausedAt !== null)
    return waiting > 0
      ? t('pausedWaiting', { time: time(pausedAt), waiting: count(waiting) })
      : t('paused', { time: time(pausedAt) });
  if (!hasEvents(data)) return t('waiting');
  return t('live', { seconds: tenth(behindSeconds(data)) });
}

const hasEvents = (data: Live['data']): data is NonNullable<Live['data']> =>
  data !== null && data.total.real + data.total.simulated > 0;

const behindSeconds = (data: NonNullable<Live['data']>) => data.freshness.behindMs / 1000;
