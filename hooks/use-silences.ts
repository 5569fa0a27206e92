'use client';

import { useCallback } from 'react';
import type { Alert } from '#contracts/alert';
import { type Silence, silenceOf } from '#contracts/silence';
import type { NewSilence } from '#contracts/silence-edit';
import { callApi } from './api.ts';
import { useCall } from './use-call.ts';
import { useLive } from './use-live.ts';

/** The silence that an open alert is in, by the server's clock, and until when (epoch ms); null where it is in none. */
export function useSilenceOf(): (alert: Alert) => { silence: Silence; until: number } | null {
  const { silences, dataSecond, settings } = useLive();
  return (alert) =>
    dataSecond === null || alert.state === 'resolved'
      ? null
      : silenceOf(alert, silences, dataSecond * 1_000, settings.timeZone);
}

/** Makes and ends silences, as `useCall` does; that they changed is pushed. */
export function useSilenceControl() {
  const { busy, error, run } = useCall();
  const add = useCallback((silence: NewSilence) => run(() => callApi('/api/silences', 'POST', silence)), [run]);
  const end = useCallback((id: string) => run(() => callApi(`/api/silences/${id}`, 'DELETE')), [run]);
  return { busy, error, add, end };
}
