'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { AlertIcon, toneOf, useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';
import { SimTag } from './sim-tag.tsx';
import { StatePill } from './state-pill.tsx';

type Props = { alert: Alert; onClose: () => void };

/** One alert beside the list, a full page on phones. Takes the focus and gives it back; Esc closes. */
export function AlertSheet({ alert, onClose }: Props) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const sheet = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another alert takes the focus anew.
  useEffect(() => {
    opener.current = document.activeElement;
    sheet.current?.focus();
  }, [alert.id]);
  useEffect(
    () => () => {
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
    [],
  );
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [onClose]);
  return (
    <aside ref={sheet} className="panel sheet" tabIndex={-1} aria-label={text.name(alert)}>
      <div className="hd">
        <div className="row">
          <StatePill alert={alert} />
          <span className={`sev ${toneOf(alert) === 'red' ? 'c' : 'w'}`}>{t(`severity.${alert.severity}`)}</span>
          {alert.traffic === 'simulated' && <SimTag />}
          <button type="button" className="btn sm icon ghost end" aria-label={t('close')} onClick={onClose}>
            <X size={16} aria-hidden="true" />
          </button>
        </div>
        <h2>{text.name(alert)}</h2>
        <div className="t2 fs12">{text.reason(alert)}</div>
      </div>
      <div className="sec">
        <div className="row" style={{ alignItems: 'baseline' }}>
          <span className={`big ${alert.state === 'firing' ? toneOf(alert) : ''}`}>{text.value(alert)}</span>
          <span className="t2 fs12">
            {t('limit', { limit: text.limit(alert) })} · {t('peak', { value: text.measured(alert, alert.peak) })}
          </span>
        </div>
      </div>
      <Timeline alert={alert} />
      <Details alert={alert} />
    </aside>
  );
}

function Timeline({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const { time } = useFormats();
  return (
    <div className="sec">
      <h3>{t('timeline')}</h3>
      <ul className="tl">
        {alert.timeline.map((step) => (
          <li key={`${step.state}-${step.at}`}>
            <AlertIcon alert={{ state: step.state, severity: alert.severity }} />
            <span className="t3">{time(Date.parse(step.at))}</span>
            <span>
              <b className="b">{t(`state.${step.state}`)}</b> {text.measured(alert, step.value)}
            </span>
            <span className="t3">{t('limit', { limit: text.limit(alert, step.threshold) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Details({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const rows = [
    [t('traffic'), t(alert.traffic)],
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
