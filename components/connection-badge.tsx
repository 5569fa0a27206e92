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
  const [label, short] = useLabels(live);
  const kind = tone(live);
  return (
    <span className={`conn ${kind}`} data-testid="connection" data-state={live.connection.state} title={label}>
      {live.pausedAt === null ? <span className="dot" /> : <Pause size={12} aria-hidden="true" />}
      <span className="cut long">{label}</span>
      <span className="cut short">{short}</span>
    </span>
  );
}

function tone({ connection, pausedAt, data }: Live): 'ok' | 'bad' | 'wait' {
  if (connection.state === 'stale') return 'bad';
  if (connection.state === 'connecting' || pausedAt !== null || !hasEvents(data)) return 'wait';
  return behindSeconds(data) > LATE_SECONDS ? 'bad' : 'ok';
}

/** The whole text, and one that a narrow window's bar has room for. */
function useLabels({ connection, pausedAt, waiting, data }: Live): [label: string, short: string] {
  const t = useTranslations('shell.connection');
  const { time, tenth, count, duration } = useFormats();
  const now = useNow(connection.state === 'stale');
  if (connection.state === 'connecting') return [t('connecting'), t('connecting')];
  if (connection.state === 'stale') {
    if (connection.heardAt === null) return [t('unreachable'), t('unreachableShort')];
    const age = duration(((now ?? connection.heardAt) - connection.heardAt) / 1000);
    return [t('reconnecting', { age }), t('reconnectingShort', { age })];
  }
  if (pausedAt !== null) {
    const at = { time: time(pausedAt), waiting: count(waiting) };
    return waiting > 0 ? [t('pausedWaiting', at), t('pausedWaitingShort', at)] : [t('paused', at), t('pausedShort')];
  }
  if (!hasEvents(data)) return [t('waiting'), t('waitingShort')];
  const seconds = tenth(behindSeconds(data));
  return [t('live', { seconds }), t('liveShort', { seconds })];
}

const hasEvents = (data: Live['data']): data is NonNullable<Live['data']> =>
  data !== null && data.total.real + data.total.simulated > 0;

const behindSeconds = (data: NonNullable<Live['data']>) => data.freshness.behindMs / 1000;
