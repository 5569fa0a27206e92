'use client';

import { useLocale } from 'use-intl';
import type { EventDetail as Detail } from '#contracts/tail';
import { money } from '#hooks/figure-format';
import { useLive } from '#hooks/use-live';

/** What says most of an event, in the room there is; the whole of it on hover. */
export function EventDetail({ detail, failed, className }: { detail: Detail; failed: boolean; className: string }) {
  const locale = useLocale();
  const { settings } = useLive();
  const text = typeof detail === 'number' ? money(detail, settings.currency, locale) : detail;
  return (
    <span className={`${failed ? 'red' : 't2'} cut ${className}`} title={text}>
      {text}
    </span>
  );
}
