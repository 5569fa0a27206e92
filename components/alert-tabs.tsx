'use client';

import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { ALERT_TABS, type AlertTab } from '#hooks/alert-filter';

type Props = {
  alerts: Alert[];
  /** Whether an alert stands under a tab. */
  isIn: (alert: Alert, tab: AlertTab) => boolean;
  value: AlertTab;
  onChange: (tab: AlertTab) => void;
};

export function AlertTabs({ alerts, isIn, value, onChange }: Props) {
  const t = useTranslations('alerts.tabs');
  return (
    <fieldset className="tabs" aria-label={t('label')}>
      {ALERT_TABS.map((tab) => {
        const count = alerts.filter((alert) => isIn(alert, tab)).length;
        return (
          <button key={tab} type="button" aria-pressed={tab === value} onClick={() => onChange(tab)}>
            {t(tab)}
            {count > 0 && <span className={tab === 'firing' ? 'count hot' : 'count'}>{count}</span>}
          </button>
        );
      })}
    </fieldset>
  );
}
