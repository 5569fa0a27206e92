'use client';

import { useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '#contracts/socket';
import { parseLiveAddress } from '#hooks/live-address';
import { createLiveStore, type LiveStore } from '#hooks/live-store';
import { firstView } from '#hooks/live-view';
import { LiveContext } from '#hooks/use-live';

type Props = { settings: Snapshot['settings']; children: ReactNode };

/**
 * Holds the page's one connection; lives in the layout, so going to another page keeps it. The address says what it
 * begins with: it is read once, on the server too, so that the first paint is right.
 */
export function LiveProvider({ settings, children }: Props) {
  const search = useSearchParams();
  const [first] = useState(() => firstView(parseLiveAddress(search)));
  const [store, setStore] = useState<LiveStore | null>(null);
  useEffect(() => {
    const created = createLiveStore(undefined, { range: first.range, focus: first.focus });
    setStore(created);
    // Strict mode mounts twice at once; a socket closed while it opens would be a warning in the console.
    const timer = setTimeout(created.start);
    return () => {
      clearTimeout(timer);
      created.stop();
    };
  }, [first]);
  const share = useMemo(() => ({ store, first, settings }), [store, first, settings]);
  return <LiveContext value={share}>{children}</LiveContext>;
}
