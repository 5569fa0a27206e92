'use client';

import { Check, CircleDashed, CircleHelp, CircleX, Contrast, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';

const ICONS = {
  firing: TriangleAlert,
  noData: CircleHelp,
  error: CircleX,
  acknowledged: Contrast,
  pending: CircleDashed,
  resolved: Check,
};

/** The state as icon and word. */
export function StatePill({ alert: { state, severity } }: { alert: Pick<Alert, 'state' | 'severity'> }) {
  const t = useTranslations('alerts.state');
  const Icon = ICONS[state];
  return (
    <span className={`pill ${state} ${state === 'firing' ? severity : ''}`}>
      <Icon aria-hidden="true" />
      {t(state)}
    </span>
  );
}
