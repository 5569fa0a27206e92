'use client';

import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { AlertIcon, toneOf, useAlertText } from './alert-text.tsx';
import { useFormats } from './format.tsx';
import { Sheet } from './sheet.tsx';
import { SimTag } from './sim-tag.tsx';
import { StatePill } from './state-pill.tsx';

type Props = { alert: Alert; onClose: () => void };

/** One alert beside the list. */
export function AlertSheet({ alert, onClose }: Props) {
  const t = useTranslations('alerts');
  const text = useAlertText();
  const marks = (
    <>
      <StatePill alert={alert} />
      <span className={`sev ${toneOf(alert) === 'red' ? 'c' : 'w'}`}>{t(`severity.${alert.severity}`)}</span>
      {alert.traffic === 'simulated' && <SimTag />}
    </>
  );
  return (
    <Sheet id={alert.id} label={text.name(alert)} marks={marks} closeLabel={t('close')} onClose={onClose}>
      <div className="sec">
        <div className="t2 fs12">{text.reason(alert)}</div>
        <div className="row" style={{ alignItems: 'baseline' }}>
          <span className={`big ${alert.state === 'firing' ? toneOf(alert) : ''}`}>{text.value(alert)}</span>
          <span className="t2 fs12">{t('peak', { value: text.measured(alert, alert.peak) })}</span>
        </div>
      </div>
      <Timeline alert={alert} />
      <Details alert={alert} />
    </Sheet>
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
