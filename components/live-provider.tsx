'use client';

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '#contracts/socket';
import { createLiveStore, type LiveStore } from '#hooks/live-store';
import { LiveContext } from '#hooks/use-live';

type Props = { settings: Snapshot['settings']; children: ReactNode };

/** Holds the page's one connection; lives in the layout, so going to another page keeps it. */
export function LiveProvider({ settings, children }: Props) {
  const [store, setStore] = useState<LiveStore | null>(null);
  useEffect(() => {
    const created = createLiveStore();
    setStore(created);
    // Strict mode mounts twice at once; a socket closed while it opens would be a warning in the console.
    const timer = setTimeout(created.start);
    return () => {
      clearTimeout(timer);
      created.stop();
    };
  }, []);
  const share = useMemo(() => ({ store, settings }), [store, settings]);
  return <LiveContext value={share}>{children}</LiveContext>;
}
