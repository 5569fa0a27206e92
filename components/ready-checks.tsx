'use client';

import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Hop, HopId } from '#contracts/pipeline';
import { type Live, useLive } from '#hooks/use-live';

type Row = { id: string; state: Hop['state']; text: string; note: string };

/** Whether the way from Kafka to this page is ready; told by the socket, so it needs no asking. */
export function ReadyChecks({ received }: { received: boolean }) {
  const rows = useRows(useLive(), received);
  return (
    <ol className="steps" aria-live="polite">
      {rows.map(({ id, state, text, note }) => (
        <li key={id}>
          <StateIcon state={state} />
          <span className={id === 'event' ? 'b' : ''}>{text}</span>
          <span className="t3 fs12">{note}</span>
        </li>
      ))}
    </ol>
  );
}

function useRows({ data, connection }: Live, received: boolean): Row[] {
  const t = useTranslations('shell.first');
  const pipeline = data?.pipeline ?? null;
  const connected = connection.state === 'live';
  const hop = (id: HopId) => pipeline?.hops.find((other) => other.id === id);
  const check = (id: string, found: Hop | undefined, ready: string, waiting: string): Row => {
    const state = (connected && found?.state) || 'waiting';
    const note = state === 'ok' ? '' : (found?.lastError?.message ?? '');
    return { id, state, text: state === 'ok' ? ready : waiting, note };
  };
  const kafka = t('kafkaReady', { topic: pipeline?.topic ?? '', count: pipeline?.partitions.length ?? 0 });
  return [
    check('kafka', hop('kafka'), kafka, t('kafkaWait')),
    check('redis', hop('redis'), t('redis'), t('redisWait')),
    {
      id: 'page',
      state: connected ? 'ok' : 'waiting',
      text: connected ? t('page') : t('pageWait'),
      note: '',
    },
    received
      ? { id: 'event', state: 'ok', text: t('received'), note: '' }
      : { id: 'event', state: 'waiting', text: t('event'), note: t('within') },
  ];
}

function StateIcon({ state }: { state: Hop['state'] }) {
  if (state === 'ok') return <Check className="grn" size={16} aria-hidden="true" />;
  if (state === 'down') return <TriangleAlert className="amb" size={16} aria-hidden="true" />;
  return <CircleDashed className="t2" size={16} aria-hidden="true" />;
}
