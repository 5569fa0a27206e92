'use client';

import { BookOpen, ExternalLink, MessageSquare } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { type Alert, type AlertEntry, isCalling } from '#contracts/alert';
import { AlertActions } from './alert-actions.tsx';
import { AlertDeliveries } from './alert-deliveries.tsx';
import { AlertEvents } from './alert-events.tsx';
import { AlertIcon, toneOf, useAlertDuration, useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';
import { Sheet } from './sheet.tsx';
import { SimTag } from './sim-tag.tsx';
import { StatePill } from './state-pill.tsx';

type Props = { alert: Alert; onChanged: (alert: Alert) => void; onClose: () => void };

/** One alert beside the list. */
export function AlertSheet({ alert, onChanged, onClose }: Props) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const duration = useAlertDuration();
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
          <span className={`big ${isCalling(alert) ? toneOf(alert) : ''}`}>{text.value(alert)}</span>
          <span className="t2 fs12">
            {text.peak(alert)}, {t('firedFor', { duration: duration(alert) })}
          </span>
        </div>
      </div>
      <Guide alert={alert} />
      <AlertActions key={alert.id} alert={alert} onChanged={onChanged} />
      <Timeline alert={alert} />
      <AlertDeliveries key={`deliveries ${alert.id}`} alert={alert} />
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

function Timeline({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts');
  return (
    <div className="sec">
      <h3>{t('timeline')}</h3>
      <ul className="tl">
        {alert.timeline.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only added, and two may be of one moment.
          <Entry key={index} alert={alert} entry={entry} />
        ))}
      </ul>
    </div>
  );
}

function Entry({ alert, entry }: { alert: Alert; entry: AlertEntry }) {
  const { kind, state, at, value, threshold, by, note, corrected } = entry;
  const t = useTranslations('alerts');
  const text = useAlertText();
  const { time } = useFormats();
  const isComment = kind === 'comment';
  return (
    <li>
      {isComment ? (
        <MessageSquare size={16} className="t2" aria-hidden="true" />
      ) : (
        <AlertIcon alert={{ state, severity: alert.severity }} />
      )}
      <span className="t3">{time(Date.parse(at))}</span>
      <span className="said">
        <b className="b">{isComment ? (by ?? t('actions.comment')) : t(`state.${state}`)}</b>{' '}
        {!isComment && (by ?? text.measured(alert, value))}
        {note && <span className="note t2">{note}</span>}
        {corrected !== undefined && (
          <span className="note t2">{t('corrected', { value: text.measured(alert, corrected) })}</span>
        )}
      </span>
      <span className="t3">{!isComment && by === null && t('limit', { limit: text.limit(alert, threshold) })}</span>
    </li>
  );
}

function Details({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const rows = [
    [t('traffic'), t(alert.traffic === 'simulated' && alert.notify ? 'simulatedTold' : alert.traffic)],
    ...(alert.key ? [[t('user'), alert.key]] : []),
    [t('id'), alert.id],
  ] as const;
  return (
    <div className="sec">
      <h3>{t('details')}</h3>
      <dl className="details">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="t3">{name}</dt>
            <dd className="cut">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
