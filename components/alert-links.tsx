'use client';

import { Link2, SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { useCopied } from '#hooks/use-copied';

/** Where one goes from an alert: to its rule, and with its address to others. */
export function AlertLinks({ alert: { id, ruleId } }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const link = useTranslations('live.link');
  const { state, copy } = useCopied();
  const copyLink = () => copy(new URL(`/alerts/${encodeURIComponent(id)}`, location.origin).href);
  return (
    <div className="sec row alertlinks">
      <Link className="btn sm" href={`/rules/${encodeURIComponent(ruleId)}`}>
        <SlidersHorizontal size={14} aria-hidden="true" />
        {t('editRule')}
      </Link>
      <button type="button" className="btn sm" onClick={copyLink}>
        <Link2 size={14} aria-hidden="true" />
        {t('copyLink')}
      </button>
      <span className="t2 fs12" role="status">
        {state !== 'ready' && link(state)}
      </span>
    </div>
  );
}
