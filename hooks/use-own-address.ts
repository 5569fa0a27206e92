'use client';

import { useEffect } from 'react';
import { afterPaint } from './after-paint.ts';
import { ownAddress } from './live-address.ts';
import { useLive } from './use-live.ts';

/** Keeps the address of the live page at what it shows, so that a reload or a bookmark shows the same. */
export function useOwnAddress(locale: string): void {
  const { range, focus } = useLive();
  useEffect(() => {
    const address = ownAddress({ range, focus }, locale);
    return afterPaint(() => {
      if (address !== location.pathname + location.search) history.replaceState(null, '', address);
    });
  }, [range, focus, locale]);
}
