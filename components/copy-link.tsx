'use client';

import { Check, Link2, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { shareAddress } from '#hooks/live-address';
import { useLive } from '#hooks/use-live';

const SAID_MS = 2_000;

/** Copies the address of what the page shows: range, filter and language. */
export function CopyLink() {
  const t = useTranslations('live.link');
  const locale = useLocale();
  const { range, focus } = useLive();
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    const link = new URL(shareAddress({ range, focus }, locale), location.origin).href;
    // Browsers give a clipboard to pages of https and of this machine alone.
    const written = navigator.clipboard ? navigator.clipboard.writeText(link) : Promise.reject();
    written.then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const LinkIcon = { ready: Link2, copied: Check, failed: TriangleAlert }[state];
  return (
    <span className="copylink">
      <button type="button" className="btn icon" aria-label={t('copy')} title={t('copy')} onClick={copy}>
        <LinkIcon size={16} aria-hidden="true" />
      </button>
      <span role="status">{state !== 'ready' && <span className="said">{t(state)}</span>}</span>
    </span>
  );
}
