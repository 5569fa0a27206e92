'use client';

import { BellOff, Check, CircleDashed, CircleHelp, CircleX, Contrast, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { useIsQuiet } from '#hooks/use-silences';

const ICONS = {
  firing: TriangleAlert,
  noData: CircleHelp,
  error: CircleX,
  acknowledged: Contrast,
  pending: CircleDashed,
  resolved: Check,
};

/** The state as icon and word; calmer, with a struck bell, where a silence keeps it quiet. */
export function StatePill({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts.state');
  const { state, severity } = alert;
  const isQuiet = useIsQuiet()(alert);
  const Icon = isQuiet ? BellOff : ICONS[state];
  const look = isQuiet ? '' : `${state} ${state === 'firing' ? severity : ''}`;
  return (
    <span className={`pill ${look}`}>
      <Icon aria-hidden="true" />
      {t(state)}
    </span>
  );
}
