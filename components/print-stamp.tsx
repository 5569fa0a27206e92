'use client';

import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';

/** Heads a printed page: what it is, whose, and of when. */
export function PrintStamp({ title }: { title: string }) {
  const t = useTranslations('shell');
  const { moment } = useFormats();
  const { data, late, settings } = useLive();
  if (!data) return null;
  return (
    <p className="printed">
      <b className="b">{`${t('product')} · ${title} · ${settings.projectName}`}</b>{' '}
      {t('printed', { time: moment(late?.dataAt ?? data.freshness.serverTime), timeZone: settings.timeZone })}
    </p>
  );
}
