'use client';

import { Pause } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { type Live, useLive } from '#hooks/use-live';
import { useNow } from '#hooks/use-now';
import { useFormats } from './format.tsx';

type Props = {
  /** The page stands still while paused. */
  holds: boolean;
};

/** Whether the numbers are live, and how old they are; where the way to here is broken, a link to what to do. */
export function ConnectionBadge({ holds }: Props) {
  const live = useLive();
  const paused = holds && live.pausedAt !== null;
  const [label, short] = useLabels(live, paused);
  const t = useTranslations('shell.connection');
  const isLate = live.connection.state === 'live' && live.late !== null;
  const shared = {
    className: `conn ${tone(live, paused)}`,
    'data-testid': 'connection',
    'data-state': live.connection.state,
    title: isLate ? `${label} · ${t('whatToDo')}` : label,
  };
  const content = (
    <>
      {paused ? <Pause size={12} aria-hidden="true" /> : <span className="dot" />}
      <span className="cut long">{label}</span>
      <span className="cut short">{short}</span>
    </>
  );
  return isLate ? (
    <Link href="/pipeline" {...shared}>
      {content}
    </Link>
  ) : (
    <span {...shared}>{content}</span>
  );
}

function tone({ connection, late, stage }: Live, paused: boolean): 'ok' | 'bad' | 'wait' {
  if (connection.state === 'stale') return 'bad';
  if (connection.state === 'connecting' || paused || stage !== 'counting') return 'wait';
  return late ? 'bad' : 'ok';
}

/** The whole text, and one that a narrow window's bar has room for. */
function useLabels(live: Live, paused: boolean): [label: string, short: string] {
  const { connection, pausedAt, waiting, late, stage, freshness } = live;
  const t = useTranslations('shell.connection');
  const hops = useTranslations('live.pipe');
  const { time, age, count, duration } = useFormats();
  const now = useNow(connection.state === 'stale');
  if (connection.state === 'connecting') return [t('connecting'), t('connecting')];
  if (connection.state === 'stale') {
    if (connection.heardAt === null) return [t('unreachable'), t('unreachableShort')];
    const since = { age: duration(((now ?? connection.heardAt) - connection.heardAt) / 1000) };
    return [t('reconnecting', since), t('reconnectingShort', since)];
  }
  if (paused) {
    const at = { time: time(pausedAt ?? 0), waiting: count(waiting) };
    return waiting > 0
      ? [t('pausedWaiting', at), t('pausedWaitingShort', at)]
      : [t('paused', at), t('pausedShort', at)];
  }
  if (stage !== 'counting') return [t('waiting'), t('waitingShort')];
  const behind = { age: age(freshness?.behindMs ?? 0) };
  if (late?.hop) {
    const of = { hop: hops(late.hop), time: time(late.dataAt) };
    return late.state === 'down'
      ? [t('down', of), t('downShort', of)]
      : [t('hopWaiting', of), t('hopWaitingShort', of)];
  }
  if (late?.isOld) return [t('behind', { ...behind, time: time(late.dataAt) }), t('liveShort', behind)];
  return [t('live', behind), t('liveShort', behind)];
}
