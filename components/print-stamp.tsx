'use client';

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';

/** Heads a printed page: what it is, whose, and of when. */
export function PrintStamp({ title }: { title: string }) {
  const t = useTranslations('shell');
  const { moment } = useFormats();
  const { data, settings } = useLive();
  useEffect(() => {
    window.addEventListener('beforeprint', stretchPlots);
    return () => window.removeEventListener('beforeprint', stretchPlots);
  }, []);
  if (!data) return null;
  return (
    <p className="printed">
      <b className="b">{`${t('product')} · ${title} · ${settings.projectName}`}</b>{' '}
      {t('printed', { time: moment(data.freshness.serverTime), timeZone: settings.timeZone })}
    </p>
  );
}

/** Plots are drawn for the screen's size, with all their text in HTML: on paper they fill the place that they get. */
function stretchPlots(): void {
  for (const plot of document.querySelectorAll('.recharts-surface')) plot.setAttribute('preserveAspectRatio', 'none');
}
