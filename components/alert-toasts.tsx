'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { beep, desktopNotices, sound } from '#hooks/notice-settings';
import { useToasts } from '#hooks/use-toasts';
import { AlertIcon, toneOf, useAlertText } from './alert-text.tsx';
import { SimTag } from './sim-tag.tsx';

const MOST = 3;

/** Alerts as they begin, on every page; screen readers have them from the announcer. */
export function AlertToasts() {
  const t = useTranslations('shell.toasts');
  const text = useAlertText();
  const { shown, close, hold } = useToasts((alerts) => {
    const real = alerts.filter(({ traffic }) => traffic === 'real');
    if (sound.isOn() && real.some(({ severity }) => severity === 'critical')) beep();
    if (document.hidden && desktopNotices.isOn())
      for (const alert of real)
        notify(alert, text.name(alert), `${text.value(alert)}${text.joint(alert)}${text.reason(alert)}`);
  });
  if (shown.length === 0) return null;
  return (
    <section
      className="toasts"
      aria-label={t('label')}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {shown.slice(0, MOST).map((alert) => (
        <Toast key={alert.id} alert={alert} onClose={() => close(alert.id)} />
      ))}
      {shown.length > MOST && (
        <Link className="more fs12" href="/alerts">
          {t('more', { count: shown.length - MOST })}
        </Link>
      )}
    </section>
  );
}

function Toast({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const t = useTranslations('shell.toasts');
  const text = useAlertText();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes what has the focus inside.
    <div
      className={`toast ${alert.severity}`}
      data-toast={alert.ruleId}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <AlertIcon alert={alert} />
      <div className="grow">
        <b className="b">{text.name(alert)}</b> {alert.traffic === 'simulated' && <SimTag />}
        <div className="fs12 t2">
          <span className={`b ${toneOf(alert)}`}>{text.value(alert)}</span>
          {text.joint(alert)}
          {text.reason(alert)}
        </div>
      </div>
      <Link className="btn sm" href={`/alerts?id=${alert.id}`} onClick={onClose}>
        {t('open')}
      </Link>
      <button type="button" className="btn sm icon ghost" aria-label={t('close')} onClick={onClose}>
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  );
}

/** As the system shows it; a second page of the same browser shows the same one. */
function notify({ id }: Alert, title: string, body: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const notice = new Notification(title, { body, tag: id, icon: '/icon.svg' });
  notice.onclick = () => {
    window.focus();
    window.location.assign(`/alerts/${encodeURIComponent(id)}`);
  };
}
