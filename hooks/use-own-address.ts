'use client';

import { useEffect } from 'react';
import { ownAddress } from './live-address.ts';
import { useLive } from './use-live.ts';

/** Keeps the address of the live page at what it shows, so that a reload or a bookmark shows the same. */
export function useOwnAddress(locale: string): void {
  const { range, focus } = useLive();
  useEffect(() => {
    const address = ownAddress({ range, focus }, locale);
    if (address !== location.pathname + location.search) history.replaceState(null, '', address);
  }, [range, focus, locale]);
}
