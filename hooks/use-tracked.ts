'use client';

import { useState, useSyncExternalStore } from 'react';

/**
 * What `get` gives, which may be a new object each time; the component renders again when `subscribe` tells of a change in
 * one of the fields that it has read so far. A field always reads as it is now, in a handler too.
 */
export function useTracked<T extends object>(subscribe: (onChange: () => void) => () => void, get: () => T): T {
  const [tracker] = useState(createTracker<T>);
  const snapshot = () => tracker.snapshotOf(get());
  useSyncExternalStore(subscribe, snapshot, snapshot);
  return tracker.tracked(get);
}

export function createTracker<T extends object>() {
  const read = new Set<keyof T>();
  let last: T | null = null;
  return {
    /** The same object as before as long as all fields that were read are the same. */
    snapshotOf(next: T): T {
      const before = last;
      if (before && [...read].every((field) => Object.is(before[field], next[field]))) return before;
      last = next;
      return next;
    },
    tracked: (get: () => T): T =>
      new Proxy(get(), {
        get(_, field) {
          read.add(field as keyof T);
          return get()[field as keyof T];
        },
      }),
  };
}
