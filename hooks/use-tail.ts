'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TailFilter } from '#contracts/tail';
import { createTailStore, FIRST_TAIL, type TailStore, type TailView } from './tail-store.ts';
import { useLive } from './use-live.ts';

const nothing = () => () => {};
const firstTail = () => FIRST_TAIL;

/** Follows the tail of a filter for as long as the component stands; another filter is another tail. */
export function useTail(filter: TailFilter, held: boolean): TailView {
  const { socket } = useLive();
  const [store, setStore] = useState<TailStore | null>(null);
  const key = JSON.stringify(filter);
  useEffect(() => {
    if (!socket) return;
    const created = createTailStore(socket, JSON.parse(key) as TailFilter);
    created.start();
    setStore(created);
    return () => {
      created.stop();
      setStore(null);
    };
  }, [socket, key]);
  useEffect(() => store?.setHeld(held), [store, held]);
  return useSyncExternalStore(store?.subscribe ?? nothing, store?.getView ?? firstTail, firstTail);
}
