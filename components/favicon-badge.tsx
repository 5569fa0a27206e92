'use client';

import { useEffect } from 'react';
import { useLive } from '#hooks/use-live';
import { useCalling } from '#hooks/use-silences';

const MOST = 9;

/** The page's icon with the number of alerts that call, so that a tab in the background tells. */
export function FaviconBadge() {
  const firing = useCalling(useLive().alerts).heard.length;
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!link || firing === 0) return;
    const plain = link.href;
    link.href = `data:image/svg+xml,${encodeURIComponent(iconWith(firing > MOST ? `${MOST}+` : String(firing)))}`;
    return () => {
      link.href = plain;
    };
  }, [firing]);
  return null;
}

const iconWith = (text: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none">
<path d="M2 5.5c2.6 0 2.6 2 5.3 2s2.7-2 5.4-2 2.7 2 5.3 2M2 10.5c2.6 0 2.6 2 5.3 2s2.7-2 5.4-2" stroke="#4a9eea" stroke-width="1.9"/>
<circle cx="13" cy="13" r="7" fill="#c92a2a"/>
<text x="13" y="16.6" font-family="sans-serif" font-size="10" font-weight="700" fill="white" text-anchor="middle">${text}</text>
</svg>`;
