'use client';

import { type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { Snapshot } from '#contracts/socket';
import { EMPTY_STATE, reduceLive } from '#hooks/live-state';
import { viewWith } from '#hooks/live-view';
import { pageStore } from '#hooks/page-store';
import { LiveContext, type LiveShare } from '#hooks/use-live';

/** `numbers`: a `Snapshot` as JSON, as React would take longer to write and read each of its thousands of numbers. */
type Props = { numbers: string | null; children: ReactNode };

/**
 * Shows the numbers that the page was sent with, on the server and until React has taken over what that has drawn; from
 * then on those of the page's connection, which goes on from them.
 */
export function FirstNumbers({ numbers, children }: Props) {
  const share = use(LiveContext) as LiveShare;
  const first = useMemo(() => {
    if (numbers === null) return null;
    const { data } = reduceLive(EMPTY_STATE, { type: 'snapshot', snapshot: JSON.parse(numbers) as Snapshot });
    return data && viewWith(share.first, data);
  }, [numbers, share.first]);
  const [isTaken, setTaken] = useState(first === null);
  useEffect(() => {
    if (first) pageStore?.begin(first);
    setTaken(true);
  }, [first]);
  return <LiveContext value={isTaken || !first ? share : { ...share, store: null, first }}>{children}</LiveContext>;
}
