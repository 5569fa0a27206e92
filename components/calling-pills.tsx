'use client';

import { BellOff, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';

/** How many alerts call somebody, as the worst of them looks, and apart from them how many do so in silence. */
export function CallingPills({ heard, quiet }: { heard: Alert[]; quiet: Alert[] }) {
  const t = useTranslations('alerts.counts');
  const worst = heard.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';
  return (
    <>
      {heard.length > 0 && (
        <span className={`pill firing ${worst}`}>
          <TriangleAlert aria-hidden="true" />
          {t('firing', { count: heard.length })}
        </span>
      )}
      {quiet.length > 0 && (
        <span className="pill" data-quiet>
          <BellOff aria-hidden="true" />
          {t('silenced', { count: quiet.length })}
        </span>
      )}
    </>
  );
}
