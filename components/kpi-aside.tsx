'use client';

import { useLocale, useTranslations } from 'use-intl';
import { numberFormat } from '#contracts/intl-formats';
import type { Figure, Figures } from '#contracts/socket';
import { percent, signed } from '#hooks/figure-format';

/** From here on a percentage says less than how many times as much it is. */
const LARGE_CHANGE = 10;

export const sumOf = ({ real, simulated }: Figure['now']) => real + simulated;

type Props = {
  figure: Figure;
  write: (value: number) => string;
  /** The colour of an alert that covers the figure. */
  tone?: string;
};

/** "real + simulated" while there is simulated traffic, else the change of real traffic against one hour ago. */
export function KpiAside({ figure: { now, hourAgo }, write, tone }: Props) {
  const t = useTranslations('live.figures');
  const locale = useLocale();
  if (Math.round(now.simulated) > 0) {
    const title = t('exact', { value: write(now.real), simulated: write(now.simulated) });
    return (
      <span className="t2" title={title}>
        <span className="wide-only">{write(now.real)} + </span>
        <span className="simtag">{write(now.simulated)}</span>
      </span>
    );
  }
  const before = hourAgo?.real ?? 0;
  if (before === 0) return null;
  const change = now.real / before - 1;
  const size = change < LARGE_CHANGE ? percent(Math.abs(change), locale) : `×${Math.round(change + 1)}`;
  return <Delta text={signed(change, size, percent(0, locale))} tone={tone} />;
}

type ConversionProps = { conversion: Figures['conversion']; tone?: string };

/** The same for a share, whose change is in points. */
export function ConversionAside({ conversion: { now, hourAgo }, tone }: ConversionProps) {
  const t = useTranslations('live.figures');
  const locale = useLocale();
  if (now.real === null) return null;
  if (now.real !== now.all) return <span className="t2">{t('realOnly', { value: percent(now.real, locale, 2) })}</span>;
  if (hourAgo === null) return null;
  const change = (now.real - hourAgo) * 100;
  const hundredths = numberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const points = (value: number) => t('points', { value: hundredths.format(Math.abs(value)) });
  return <Delta text={signed(change, points(change), points(0))} tone={tone} />;
}

function Delta({ text, tone = 't2' }: { text: string; tone?: string }) {
  const t = useTranslations('live.figures');
  return (
    <span className="t2">
      <span className={tone}>{text}</span> <span className="t3 desk">{t('hourAgo')}</span>
    </span>
  );
}
