'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** A rule whose channels are gone is no fault of who made it, and must not look like one that calls them. */
export function LostChannels() {
  const t = useTranslations('rules');
  return (
    <div className="lostchannels amb fs12" data-lost-channels>
      <TriangleAlert size={14} aria-hidden="true" />
      {t('lostChannels')}
    </div>
  );
}
