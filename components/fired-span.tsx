'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from './format.tsx';

/** The time in which an alert fired, from `left` to `right` (percent of a chart's width), with the moment it began. */
export function FiredSpan({ firingAt, left, right }: { firingAt: string; left: number; right: number }) {
  const t = useTranslations('alerts.around');
  const { time } = useFormats();
  return (
    <>
      <span className="btfired" style={{ left: `${left}%`, width: `max(2px, ${right - left}%)` }} />
      <span className={left > 60 ? 'limitl red fired left' : 'limitl red fired'} style={{ left: `${left}%` }}>
        {t('fired', { time: time(Date.parse(firingAt)) })}
      </span>
    </>
  );
}
