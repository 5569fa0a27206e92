'use client';

import { useTranslations } from 'use-intl';
import { RANGES } from '#contracts/ranges';
import { useLive } from '#hooks/use-live';

/** How much of the past the page shows. */
export function TimeRange({ className = '' }: { className?: string }) {
  const t = useTranslations('shell.range');
  const { range, setRange } = useLive();
  return (
    <fieldset className={`seg ${className}`} aria-label={t('label')}>
      {RANGES.map((option) => (
        <button key={option} type="button" aria-pressed={option === range} onClick={() => setRange(option)}>
          {t(option)}
        </button>
      ))}
    </fieldset>
  );
}
