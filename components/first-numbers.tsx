'use client';

import { type ReactNode, useEffect, useMemo } from 'react';
import type { Snapshot } from '#contracts/socket';
import { EMPTY_STATE, reduceLive } from '#hooks/live-state';
import { viewWith } from '#hooks/live-view';
import { pageStore } from '#hooks/page-store';
import { LiveContext, useLiveShare } from '#hooks/use-live';

/** `numbers`: a `Snapshot` as JSON, as React would take longer to write and read each of its thousands of numbers. */
type Props = { numbers: string | null; children: ReactNode };

/**
 * Shows the numbers that the page was sent with, on the server and until `LiveProvider` has the page's connection, which it
 * takes together with React's taking over: no boundary stands between them. The connection goes on from these numbers. To a
 * page that one goes back to it is there already, and what that was once sent with is old.
 */
export function FirstNumbers({ numbers, children }: Props) {
  const share = useLiveShare();
  const isFirst = numbers !== null && share.store === null;
  const first = useMemo(() => {
    if (!isFirst) return null;
    const { data } = reduceLive(EMPTY_STATE, { type: 'snapshot', snapshot: JSON.parse(numbers) as Snapshot });
    return data && viewWith(share.first, data);
  }, [isFirst, numbers, share.first]);
  // An effect of what is inside comes before that of the provider around it.
  useEffect(() => {
    if (first) pageStore?.begin(first);
  }, [first]);
  const shown = useMemo(() => (first ? { ...share, first } : share), [share, first]);
  return <LiveContext value={shown}>{children}</LiveContext>;
}
