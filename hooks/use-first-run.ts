'use client';

import { useCallback, useState } from 'react';
import type { FeedEvent } from '#contracts/socket';
import type { Live } from './use-live.ts';

/**
 * The guide to the first event, while it takes the place of the charts. `received`: an event came that somebody sent,
 * with its row once that is here; the guide says so and stays until `leave`.
 */
export type FirstRun = { received: boolean; row: FeedEvent | null; leave: () => void };

/** Null where the charts are shown: events are there, or came from a simulation, which is there to fill them. */
export function useFirstRun(live: Pick<Live, 'stage' | 'data'>): FirstRun | null {
  const [waiting, setWaiting] = useState(false);
  const [row, setRow] = useState<FeedEvent | null>(null);
  const leave = useCallback(() => setWaiting(false), []);
  const isEmpty = live.stage === 'empty';
  // Read only while the guide stands: a page that has read the numbers is rendered with each tick.
  const data = waiting || isEmpty ? live.data : null;
  const received = waiting && (data?.total.real ?? 0) > 0;
  const open = isEmpty || received;
  const first = received && row === null ? (data?.feed.findLast((each) => !each.simulated) ?? null) : null;
  // As React wants state that follows a prop: set while rendering, so that no frame shows the one before.
  if (open !== waiting) setWaiting(open);
  if (first) setRow(first);
  return open ? { received, row: row ?? first, leave } : null;
}
