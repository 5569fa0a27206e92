'use client';

import { useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '#contracts/socket';
import { parseLiveAddress } from '#hooks/live-address';
import type { LiveStore } from '#hooks/live-store';
import { firstView } from '#hooks/live-view';
import { pageStore } from '#hooks/page-store';
import { LiveContext } from '#hooks/use-live';

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
  useEffect(() => setStore(pageStore), []);
  const share = useMemo(() => ({ store, first, settings }), [store, first, settings]);
  return <LiveContext value={share}>{children}</LiveContext>;
}
