'use client';

import { useEffect, useRef } from 'react';
import type { Alert } from '#contracts/alert';
import { alertNews } from './alert-news.ts';
import { useLive } from './use-live.ts';

/** Calls `tell` with what began to fire, was acknowledged or ended since this page knows the alerts; each once. */
export function useAlertNews(tell: (news: Alert[]) => void): void {
  const { alerts, snapshots } = useLive();
  const known = useRef<Alert[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new list is news, not another language.
  useEffect(() => {
    if (snapshots === 0) return;
    const news = known.current ? alertNews(known.current, alerts) : [];
    known.current = alerts;
    if (news.length > 0) tell(news);
  }, [alerts, snapshots]);
}
