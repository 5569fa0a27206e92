'use client';

import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { AlertTab } from './alerts-page.tsx';

const TABS: readonly AlertTab[] = ['all', 'firing', 'acknowledged', 'pending', 'resolved'];

type Props = { alerts: Alert[]; value: AlertTab; onChange: (tab: AlertTab) => void };

export function AlertTabs({ alerts, value, onChange }: Props) {
  const t = useTranslations('alerts.tabs');
  return (
    <fieldset className="tabs" aria-label={t('label')}>
      {TABS.map((tab) => {
        const count = tab === 'all' ? alerts.length : alerts.filter(({ state }) => state === tab).length;
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
