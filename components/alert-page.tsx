'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { ApiFailure, callApi } from '#hooks/api';
import { newer } from '#hooks/live-state';
import { focusNote } from '#hooks/page-focus';
import { useLive } from '#hooks/use-live';
import { AlertAround } from './alert-around.tsx';
import { AlertSheet } from './alert-sheet.tsx';
import { EmptyState } from './empty-state.tsx';
import { FiredBefore } from './fired-before.tsx';
import { MissingPanel } from './missing-panel.tsx';
import { Shell } from './shell.tsx';
import { AlertSkeleton } from './skeleton.tsx';

/**
 * One alert by itself: what was around it, how often its rule fired before, and all that the sheet says.
 * With `?acknowledge`, as a channel's button links to it, one can write down at once what one does about it.
 */
export function AlertPage({ id }: { id: string }) {
  const t = useTranslations('alerts');
  const live = useTranslations('live.alerts');
  const router = useRouter();
  const { alerts } = useLive();
  const [loaded, setLoaded] = useState<Alert | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    callApi<Alert>(`/api/alerts/${encodeURIComponent(id)}`).then(setLoaded, setError);
  }, [id]);
  const isHere = loaded !== null;
  const asksForNote = useSearchParams().has('acknowledge');
  useEffect(() => {
    if (isHere && asksForNote) focusNote();
  }, [isHere, asksForNote]);
  const pushed = alerts.find((each) => each.id === id);
  const alert = pushed ? newer(pushed, loaded ?? undefined) : loaded;
  const isUnknown = error instanceof ApiFailure && error.status === 404;
  return (
    <Shell page="alerts">
      {!alert && isUnknown && (
        <MissingPanel title={t('unknownTitle')} text={t('unknown')} href="/alerts" back={live('all')} />
      )}
      {!alert && error && !isUnknown && <EmptyState text={t('failed', { message: error.message })} />}
      {!alert && !error && (
        <>
          <p className="sr">{t('loading')}</p>
          <AlertSkeleton />
        </>
      )}
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
