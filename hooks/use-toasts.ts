'use client';

import { useEffect, useState } from 'react';
import { type Alert, isCalling } from '#contracts/alert';
import { useAlertNews } from './use-alert-news.ts';
import { useLive } from './use-live.ts';
import { useIsQuiet } from './use-silences.ts';

/** What is not critical goes by itself. */
const MILD_MS = 8_000;

/**
 * Alerts that began to call while this page was open and still do, newest first, until somebody closes them; none that
 * begin in silence. `hold` keeps all of them while they are looked at.
 */
export function useToasts(onNew: (alerts: Alert[]) => void) {
  const { alerts } = useLive();
  const [ids, setIds] = useState<string[]>([]);
  const [isHeld, hold] = useState(false);
  const isQuiet = useIsQuiet();
  useAlertNews((news) => {
    const calling = news.filter((alert) => isCalling(alert) && !isQuiet(alert));
    if (calling.length === 0) return;
    setIds((known) => [
      ...calling.map(({ id }) => id),
      ...known.filter((id) => !calling.some((each) => each.id === id)),
    ]);
    onNew(calling);
  });
  const shown = ids.flatMap((id) => alerts.find((alert) => alert.id === id && isCalling(alert)) ?? []);
  const close = (id: string) => setIds((known) => known.filter((each) => each !== id));
  const mild = shown.find(({ severity }) => severity !== 'critical')?.id;
  useEffect(() => {
    if (!mild || isHeld) return;
    const timer = setTimeout(() => setIds((known) => known.filter((each) => each !== mild)), MILD_MS);
    return () => clearTimeout(timer);
  }, [mild, isHeld]);
  return { shown, close, hold };
}
