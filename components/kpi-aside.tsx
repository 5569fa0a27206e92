'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { Figure, Figures } from '#contracts/socket';
import { percent } from '#hooks/figure-format';

/** From here on a percentage says less than how many times as much it is. */
const LARGE_CHANGE = 10;

export const sumOf = ({ real, simulated }: Figure['now']) => real + simulated;

/** "real + simulated" while there is simulated traffic, else the change against one hour ago. */
export function KpiAside({ figure, write }: { figure: Figure; write: (value: number) => string }) {
  const t = useTranslations('live.figures');
  const locale = useLocale();
  const { now, hourAgo } = figure;
  if (now.simulated > 0) {
    const title = t('exact', { value: write(now.real), simulated: write(now.simulated) });
    return (
      <span className="t2" title={title}>
        <span className="wide-only">{write(now.real)} + </span>
        <span className="simtag">{write(now.simulated)}</span>
      </span>
    );
  }
  const before = hourAgo ? sumOf(hourAgo) : 0;
  if (before === 0) return null;
  const change = sumOf(now) / before - 1;
  const size = change < LARGE_CHANGE ? percent(Math.abs(change), locale) : `×${Math.round(change + 1)}`;
  return (
    <span className="t2">
      {change < 0 ? '▼' : '▲'} {size} <span className="t3 desk">{t('hourAgo')}</span>
    </span>
  );
}

/** The same for a share, whose change is in points. */
export function ConversionAside({ conversion }: { conversion: Figures['conversion'] }) {
  const t = useTranslations('live.figures');
  const locale = useLocale();
  const { now, hourAgo } = conversion;
  if (now.real !== null && now.real !== now.all)
    return <span className="t2">{t('realOnly', { value: percent(now.real, locale, 2) })}</span>;
  if (now.all === null || hourAgo === null) return null;
  const change = (now.all - hourAgo) * 100;
  const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    Math.abs(change),
  );
  return (
    <span className="t2">
      {change < 0 ? '▼' : '▲'} {t('points', { value: points })} <span className="t3 desk">{t('hourAgo')}</span>
    </span>
  );
}
