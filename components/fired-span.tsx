'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from './format.tsx';

type Props = { firingAt: string; tone: 'red' | 'amb'; left: number; right: number };

/** The time in which an alert fired, from `left` to `right` (percent of a chart's width), with the moment it began. */
export function FiredSpan({ firingAt, tone, left, right }: Props) {
  const t = useTranslations('alerts.around');
  const { time } = useFormats();
  return (
    <>
      <span className={`btfired ${tone}`} style={{ left: `${left}%`, width: `max(2px, ${right - left}%)` }} />
      <span className={`limitl ${tone} fired ${left > 60 ? 'left' : ''}`} style={{ left: `${left}%` }}>
        {t('fired', { time: time(Date.parse(firingAt)) })}
      </span>
    </>
  );
}
