'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Alert } from '#contracts/alert';
import { callApi } from './api.ts';
import { useLive } from './use-live.ts';

export type AlertList = { alerts: Alert[] | null; error: string | null; reload: () => void };

/** All kept alerts: loaded once, then kept up to date by what the socket pushes. Unfired ones that ended are left out. */
export function useAlerts(): AlertList {
  const { alerts: pushed, stale } = useLive();
  const [loaded, setLoaded] = useState<Alert[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const reload = useCallback(() => {
    setError(null);
    callApi<{ alerts: Alert[] }>('/api/alerts')
      .then(({ alerts }) => setLoaded(alerts))
      .catch((reason: Error) => setError(reason.message));
  }, []);
  // Again after a lost connection: what ended meanwhile was not pushed.
  useEffect(() => {
    if (!stale) reload();
  }, [stale, reload]);
  return { alerts: loaded && mergeAlerts(loaded, pushed), error, reload };
}

/** A pushed alert is newer than the loaded one with its id. */
export function mergeAlerts(loaded: Alert[], pushed: Alert[]): Alert[] {
  const byId = new Map(loaded.map((alert) => [alert.id, alert]));
  for (const alert of pushed) byId.set(alert.id, alert);
  return [...byId.values()].filter((alert) => alert.state !== 'resolved' || alert.firingAt !== null);
}
