'use client';

import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Snapshot } from '#contracts/socket';
import { EMPTY_STATE, reduceLive } from '#hooks/live-state';
import { viewWith } from '#hooks/live-view';
import { pageStore } from '#hooks/page-store';
import { LiveContext, useLiveShare } from '#hooks/use-live';

/** `numbers`: a `Snapshot` as JSON, as React would take longer to write and read each of its thousands of numbers. */
type Props = { numbers: string | null; children: ReactNode };

/**
 * Shows the numbers that the page was sent with, on the server and until React has taken over what that has drawn; from
 * then on those of the page's connection, which goes on from them.
 */
export function FirstNumbers({ numbers, children }: Props) {
  const share = useLiveShare();
  const isFirst = useIsAsSent() && numbers !== null;
  const first = useMemo(() => {
    if (!isFirst) return null;
    const { data } = reduceLive(EMPTY_STATE, { type: 'snapshot', snapshot: JSON.parse(numbers) as Snapshot });
    return data && viewWith(share.first, data);
  }, [isFirst, numbers, share.first]);
  useEffect(() => {
    if (first) pageStore?.begin(first);
  }, [first]);
  const shown = useMemo(() => (first ? { ...share, store: null, first } : share), [share, first]);
  return <LiveContext value={shown}>{children}</LiveContext>;
}

const never = () => () => {};

/**
 * True on the server, and in the browser until React has taken over what came from there. A page that one goes back to is
 * made of what was sent for it once: its numbers are old by now.
 */
function useIsAsSent(): boolean {
  const [isAsSent, setAsSent] = useState(
    useSyncExternalStore(
      never,
      () => false,
      () => true,
    ),
  );
  useEffect(() => setAsSent(false), []);
  return isAsSent;
}
