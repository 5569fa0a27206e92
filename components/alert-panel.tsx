'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { type Alert, isCalling } from '#contracts/alert';
import { AlertIcon, byUrgency, isListed, sinceOf, toneOf, useAlertDuration, useAlertText } from './alert-text.tsx';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';
import { SilencedMark } from './silence-text.tsx';
import { SimTag } from './sim-tag.tsx';

const ROWS = 5;

/** The latest alerts: open ones by urgency, then the newest resolved ones. */
export function AlertPanel({ alerts }: { alerts: Alert[] }) {
  const t = useTranslations('live.alerts');
  const open = alerts.filter(({ state }) => state !== 'resolved').sort(byUrgency);
  const resolved = alerts
    .filter((alert) => alert.state === 'resolved' && isListed(alert))
    .sort((a, b) => sinceOf(b) - sinceOf(a));
  const firing = open.filter(isCalling).length;
  const rows = [...open, ...resolved].slice(0, ROWS);
  return (
    <section className="panel" aria-label={t('title')} style={{ overflow: 'hidden' }}>
      <header>
        <h2>{t('title')}</h2>
        {firing > 0 && <span className="pill firing">{t('firing', { count: firing })}</span>}
        <Link className="more" href="/alerts">
          {t('all')}
        </Link>
      </header>
      {rows.length === 0 && <EmptyState text={t('none')} />}
      <div className="alrows">
        {rows.map((alert) => (
          <Row key={alert.id} alert={alert} />
        ))}
      </div>
    </section>
  );
}

function Row({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const { time } = useFormats();
  const duration = useAlertDuration()(alert);
  const resolved = alert.state === 'resolved';
  const acknowledged = text.acknowledged(alert);
  return (
    <Link data-row className="al" href={`/alerts?id=${alert.id}`}>
      <AlertIcon alert={alert} />
      <span className="nm">
        <span className="b cut">{text.name(alert)}</span>
        {alert.traffic === 'simulated' && <SimTag />}
        <SilencedMark alert={alert} />
      </span>
      <span className="t2 fs12 nw">{resolved ? time(sinceOf(alert)).slice(0, 5) : duration}</span>
      <span className="s">
        {resolved ? (
          `${t('resolvedAfter', { duration })}, ${text.peak(alert)}`
        ) : (
          <>
            <b className={`b ${isCalling(alert) ? toneOf(alert) : ''}`}>{text.value(alert)}</b>{' '}
            {acknowledged ?? text.reason(alert)}
          </>
        )}
      </span>
    </Link>
  );
}
