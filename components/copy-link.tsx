'use client';

import { Check, Link2, TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { shareAddress } from '#hooks/live-address';
import { useCopied } from '#hooks/use-copied';
import { useLive } from '#hooks/use-live';

/** Copies the address of what the page shows: range, filter and language. */
export function CopyLink() {
  const t = useTranslations('live.link');
  const locale = useLocale();
  const { range, focus } = useLive();
  const { state, copy } = useCopied();
  const LinkIcon = { ready: Link2, copied: Check, failed: TriangleAlert }[state];
  return (
    <span className="copylink">
      <button
        type="button"
        className="btn icon"
        aria-label={t('copy')}
        title={t('copy')}
        onClick={() => copy(new URL(shareAddress({ range, focus }, locale), location.origin).href)}
      >
        <LinkIcon size={16} aria-hidden="true" />
      </button>
      <span role="status">{state !== 'ready' && <span className="said">{t(state)}</span>}</span>
    </span>
  );
}
