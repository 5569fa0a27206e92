'use client';

import { useCallback, useMemo } from 'react';
import { type Alert, isCalling } from '#contracts/alert';
import { holdsUntil, type Silence, silenceOf } from '#contracts/silence';
import type { NewSilence } from '#contracts/silence-edit';
import { callApi } from './api.ts';
import { useCall } from './use-call.ts';
import { useLive } from './use-live.ts';

/** The silence that an open alert is in, by the server's clock, and until when (epoch ms); null where it is in none. */
export function useSilenceOf(): (alert: Alert) => { silence: Silence; until: number } | null {
  const { silences, dataSecond, settings } = useLive();
  const { timeZone } = settings;
  // Once a second: lists of alerts ask for each of theirs.
  return useMemo(() => {
    const nowMs = dataSecond === null ? null : dataSecond * 1_000;
    const holding = nowMs === null ? [] : silences.filter(({ when }) => holdsUntil(when, nowMs, timeZone) !== null);
    return (alert) =>
      nowMs === null || alert.state === 'resolved' ? null : silenceOf(alert, holding, nowMs, timeZone);
  }, [silences, dataSecond, timeZone]);
}

/** Whether an alert calls somebody, but a silence keeps that quiet: it needs nobody now. */
export function useIsQuiet(): (alert: Alert) => boolean {
  const silenceOfAlert = useSilenceOf();
  return (alert) => isCalling(alert) && silenceOfAlert(alert) !== null;
}

/** Of these alerts those that call somebody, and apart from them those that do so in silence. */
export function useCalling(alerts: readonly Alert[]): { heard: Alert[]; quiet: Alert[] } {
  const isQuiet = useIsQuiet();
  const calling = alerts.filter(isCalling);
  return { heard: calling.filter((alert) => !isQuiet(alert)), quiet: calling.filter(isQuiet) };
}

/** Makes and ends silences, as `useCall` does; that they changed is pushed. */
export function useSilenceControl() {
  const { busy, error, run } = useCall();
  const add = useCallback((silence: NewSilence) => run(() => callApi('/api/silences', 'POST', silence)), [run]);
  const end = useCallback((id: string) => run(() => callApi(`/api/silences/${id}`, 'DELETE')), [run]);
  return { busy, error, add, end };
}
