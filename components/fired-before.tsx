'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { callApi } from '#hooks/api';
import { useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';

const MOST = 5;

/** The last times that this alert's rule fired, how long, how bad, and who had it. */
export function FiredBefore({ alert: { id, ruleId }, isInSheet = false }: { alert: Alert; isInSheet?: boolean }) {
  const t = useTranslations('alerts.before');
  const text = useAlertText();
  const { moment, duration } = useFormats();
  const [before, setBefore] = useState<Alert[] | null>(null);
  useEffect(() => {
    let isStale = false;
    const query = new URLSearchParams({ rule: ruleId, limit: String(MOST + 1) });
    callApi<{ alerts: Alert[] }>(`/api/alerts/history?${query}`).then(
      ({ alerts }) => !isStale && setBefore(alerts.filter((each) => each.id !== id).slice(0, MOST)),
      // The alert is whole without them.
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [id, ruleId]);
  if (!before) return null;
  const lastedSeconds = ({ firingAt, resolvedAt }: Alert) =>
    (Date.parse(resolvedAt ?? '') - Date.parse(firingAt ?? '')) / 1_000;
  return (
    <section className={isInSheet ? 'sec before' : 'panel before'} aria-label={t('title')}>
      {isInSheet ? (
        <h3>{t('title')}</h3>
      ) : (
        <header>
          <h2>{t('title')}</h2>
        </header>
      )}
      {before.length === 0 && <p className="t3 fs12">{t('never')}</p>}
      <ul>
        {before.map((alert) => (
          <li key={alert.id}>
            <Link href={`/alerts/${encodeURIComponent(alert.id)}`}>{moment(Date.parse(alert.firingAt ?? ''))}</Link>
            <span>{duration(lastedSeconds(alert))}</span>
            <span className="t2">{text.peak(alert)}</span>
            <span className="t2 cut">
              {alert.timeline.findLast(({ kind, by }) => kind === 'state' && by !== null)?.by ?? ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
