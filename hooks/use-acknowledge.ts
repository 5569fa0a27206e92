'use client';

import { useEffect, useState } from 'react';
import type { Alert } from '#contracts/alert';
import { callApi } from './api.ts';
import { useCall } from './use-call.ts';
import { usePerson } from './use-person.ts';

/** How long one can take it back where it was said. */
const UNDO_MS = 10_000;

/** Says at once that an alert is this browser's user's, without a note; `done` is the one that can still be taken back. */
export function useAcknowledge() {
  const [by] = usePerson();
  const [done, setDone] = useState<Alert | null>(null);
  const { run, busy, error } = useCall();
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const call = (alert: Alert, method: 'POST' | 'DELETE') =>
    run(async () => {
      await callApi(`/api/alerts/${encodeURIComponent(alert.id)}/acknowledge`, method, { by, note: '' });
      setDone(method === 'POST' ? alert : null);
    });
  return {
    done,
    busy,
    error,
    acknowledge: (alert: Alert) => call(alert, 'POST'),
    undo: () => done && call(done, 'DELETE'),
  };
}
