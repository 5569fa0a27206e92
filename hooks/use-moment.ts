'use client';

import { useSyncExternalStore } from 'react';

/**
 * The moment that the page's charts mark together, in epoch seconds. Outside React's tree, so that a pointer that moves
 * repaints the marks alone.
 */
let moment: number | null = null;
const listeners = new Set<() => void>();

export function setMoment(next: number | null): void {
  if (next === moment) return;
  moment = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The marked moment; null when there is none. */
export function useMoment(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => moment,
    () => null,
  );
}
