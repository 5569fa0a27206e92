'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { Measure } from '#contracts/rule';
import { breachOf } from '#hooks/breach';
import { toneOf, useAlertText } from './alert-text.tsx';

type Breach = { name: string; tone: 'red' | 'amb' };

/** The alert that says that a figure is not well, of those whose rules cover it. */
export function useBreach(alerts: Alert[]): (covers: (measure: Measure) => boolean) => Breach | null {
  const text = useAlertText();
  return (covers) => {
    const alert = breachOf(alerts, covers);
    return alert && { name: text.name(alert), tone: toneOf(alert) };
  };
}

/** Beside a figure that is coloured by an alert: never colour alone. */
export function BreachMark({ name, tone }: Breach) {
  const t = useTranslations('live.figures');
  const label = t('breached', { name });
  return (
    <span className={tone} role="img" aria-label={label} title={label}>
      <TriangleAlert size={12} aria-hidden="true" />
    </span>
  );
}
