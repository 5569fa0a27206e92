'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Alert } from '#contracts/alert';
import { callApi } from './api.ts';
import { newer } from './live-state.ts';
import { useLive } from './use-live.ts';

export type AlertList = {
  alerts: Alert[] | null;
  error: string | null;
  reload: () => void;
  /** Takes in what the server has answered to an action. */
  put: (alert: Alert) => void;
};

/** All kept alerts: loaded with each snapshot, then kept up to date by what the socket pushes. Unfired ones that ended are left out. */
export function useAlerts(): AlertList {
  const { alerts: pushed, snapshots } = useLive();
  const [loaded, setLoaded] = useState<Alert[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const asked = useRef(0);
  const reload = useCallback(async () => {
    const question = ++asked.current;
    const isLatest = () => question === asked.current;
    try {
      const { alerts } = await callApi<{ alerts: Alert[] }>('/api/alerts');
      if (!isLatest()) return;
      setLoaded(alerts);
      setError(null);
    } catch (cause) {
      if (isLatest()) setError(cause instanceof Error ? cause.message : String(cause));
    }
  }, []);
  // Again with each snapshot, as after a lost connection: what ended meanwhile was not pushed. In a hidden tab
  // that leaves no other trace.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a snapshot is the reason to load, not an input.
  useEffect(() => void reload(), [reload, snapshots]);
  const put = useCallback((alert: Alert) => setLoaded((list) => list && mergeAlerts(list, [alert])), []);
  return { alerts: loaded && mergeAlerts(loaded, pushed), error, reload, put };
}

/** A pushed alert is newer than the loaded one with its id, unless that one's timeline went on. */
export function mergeAlerts(loaded: Alert[], pushed: Alert[]): Alert[] {
  const byId = new Map(loaded.map((alert) => [alert.id, alert]));
  for (const alert of pushed) byId.set(alert.id, newer(alert, byId.get(alert.id)));
  return [...byId.values()].filter((alert) => alert.state !== 'resolved' || alert.firingAt !== null);
}
