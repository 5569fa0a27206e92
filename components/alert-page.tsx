'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { callApi } from '#hooks/api';
import { newer } from '#hooks/live-state';
import { useLive } from '#hooks/use-live';
import { AlertAround } from './alert-around.tsx';
import { AlertSheet } from './alert-sheet.tsx';
import { EmptyState } from './empty-state.tsx';
import { FiredBefore } from './fired-before.tsx';
import { Shell } from './shell.tsx';

/** One alert by itself: what was around it, how often its rule fired before, and all that the sheet says. */
export function AlertPage({ id }: { id: string }) {
  const t = useTranslations('alerts');
  const router = useRouter();
  const { alerts } = useLive();
  const [loaded, setLoaded] = useState<Alert | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    callApi<Alert>(`/api/alerts/${encodeURIComponent(id)}`).then(setLoaded, (cause: Error) => setError(cause.message));
  }, [id]);
  const pushed = alerts.find((each) => each.id === id);
  const alert = pushed ? newer(pushed, loaded ?? undefined) : loaded;
  return (
    <Shell page="alerts">
      {!alert && <EmptyState text={error ?? t('loading')} />}
      {alert && (
        <div className="al-grid with page">
          <div className="around">
            <AlertAround alert={alert} />
            <FiredBefore alert={alert} />
          </div>
          <AlertSheet alert={alert} onChanged={setLoaded} onClose={() => router.push('/alerts')} />
        </div>
      )}
    </Shell>
  );
}
