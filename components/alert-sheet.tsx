'use client';

import { BookOpen, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { useDeliveries } from '#hooks/use-deliveries';
import { AlertActions } from './alert-actions.tsx';
import { AlertEvents } from './alert-events.tsx';
import { AlertLinks } from './alert-links.tsx';
import { toneOf, useAlertDuration, useAlertText, useValueTone } from './alert-text.tsx';
import { AlertTimeline } from './alert-timeline.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { Sheet } from './sheet.tsx';
import { SimTag } from './sim-tag.tsx';
import { StatePill } from './state-pill.tsx';

type Props = {
  alert: Alert;
  onChanged: (alert: Alert) => void;
  onClose: () => void;
  /** What the page does not show beside it: above the timeline, and below. */
  around?: ReactNode;
  before?: ReactNode;
};

/** One alert beside the list. */
export function AlertSheet({ alert, onChanged, onClose, around, before }: Props) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const duration = useAlertDuration();
  const valueTone = useValueTone()(alert);
  const deliveries = useDeliveries(alert.id);
  const marks = (
    <>
      <StatePill alert={alert} />
      <span className={`sev ${toneOf(alert) === 'red' ? 'c' : 'w'}`}>{t(`severity.${alert.severity}`)}</span>
      {alert.traffic === 'simulated' && <SimTag />}
      <Link className="btn sm icon ghost" href={`/alerts/${encodeURIComponent(alert.id)}`} aria-label={t('asPage')}>
        <ExternalLink size={16} aria-hidden="true" />
      </Link>
    </>
  );
  return (
    <Sheet id={alert.id} label={text.name(alert)} marks={marks} closeLabel={t('close')} onClose={onClose}>
      <div className="sec">
        <div className="t2 fs12">{text.reason(alert)}</div>
        <div className="row" style={{ alignItems: 'baseline' }}>
          <span className={`big ${valueTone}`}>{text.value(alert)}</span>
          <span className="t2 fs12">
            {text.peak(alert)} · {t(`lasts.${alert.state}`, { duration: duration(alert) })}
          </span>
        </div>
      </div>
      <Guide alert={alert} />
      <AlertActions key={alert.id} alert={alert} onChanged={onChanged} />
      {around}
      <AlertLinks key={`links ${alert.id}`} alert={alert} />
      <AlertTimeline key={`timeline ${alert.id}`} alert={alert} deliveries={deliveries} />
      <DeliveryLog deliveries={deliveries} />
      {before}
      <AlertEvents key={`events ${alert.id}`} alert={alert} />
      <Details alert={alert} />
    </Sheet>
  );
}

/** What whoever is called should know, as the rule has it. */
function Guide({ alert: { note, runbookUrl } }: { alert: Alert }) {
  const t = useTranslations('rules.fields');
  if (!note && !runbookUrl) return null;
  return (
    <div className="sec guide fs12">
      {note && <p className="t2">{note}</p>}
      {runbookUrl && (
        <a className="btn sm" href={runbookUrl} target="_blank" rel="noreferrer">
          <BookOpen size={14} aria-hidden="true" />
          {t('runbook')}
        </a>
      )}
    </div>
  );
}

function Details({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const rows = [
    [t('traffic'), t(alert.traffic === 'simulated' && alert.notify ? 'simulatedTold' : alert.traffic)],
    ...(alert.key ? [[t(alert.measure.kind === 'perProduct' ? 'product' : 'user'), alert.key]] : []),
    [t('id'), alert.id],
  ] as const;
  return (
    <div className="sec">
      <h3>{t('details')}</h3>
      <dl className="details">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="t3">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
