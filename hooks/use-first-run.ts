'use client';

import { useCallback, useState } from 'react';
import type { FeedEvent } from '#contracts/socket';
import type { LiveData } from './live-state.ts';

/**
 * The guide to the first event, while it takes the place of the charts. `received`: an event came that somebody sent,
 * with its row once that is here; the guide says so and stays until `leave`.
 */
export type FirstRun = { received: boolean; row: FeedEvent | null; leave: () => void };

/** Null where the charts are shown: events are there, or came from a simulation, which is there to fill them. */
export function useFirstRun(data: LiveData | null): FirstRun | null {
  const [waiting, setWaiting] = useState(false);
  const [row, setRow] = useState<FeedEvent | null>(null);
  const leave = useCallback(() => setWaiting(false), []);
  const { real = 0, simulated = 0 } = data?.total ?? {};
  const received = waiting && real > 0;
  const open = data !== null && (real + simulated === 0 || received);
  const first = received && row === null ? (data?.feed.findLast((each) => !each.simulated) ?? null) : null;
  // As React wants state that follows a prop: set while rendering, so that no frame shows the one before.
  if (open !== waiting) setWaiting(open);
  if (first) setRow(first);
  return open ? { received, row: row ?? first, leave } : null;
}
