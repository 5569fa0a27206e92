'use client';

import { useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '#contracts/socket';
import { parseLiveAddress } from '#hooks/live-address';
import { createLiveStore, type LiveStore } from '#hooks/live-store';
import { firstView } from '#hooks/live-view';
import { LiveContext } from '#hooks/use-live';

/** The page's one connection, until the page is left. */
const begun = typeof window === 'undefined' ? null : begin();

/** As soon as the page's scripts run: the numbers come while React still takes over what the server has drawn. */
function begin(): LiveStore {
  const store = createLiveStore(undefined, parseLiveAddress(new URLSearchParams(window.location.search)));
  store.start();
  return store;
}

type Props = { settings: Snapshot['settings']; children: ReactNode };

/**
 * Shares the page's one connection; lives in the layout, so going to another page keeps it. The address says what it
 * begins with: it is read once, on the server too, so that the first paint is right.
 */
export function LiveProvider({ settings, children }: Props) {
  const search = useSearchParams();
  const [first] = useState(() => firstView(parseLiveAddress(search)));
  // Not before: what React takes over has to be as the server has drawn it, without numbers.
  const [store, setStore] = useState<LiveStore | null>(null);
  useEffect(() => setStore(begun), []);
  const share = useMemo(() => ({ store, first, settings }), [store, first, settings]);
  return <LiveContext value={share}>{children}</LiveContext>;
}
