'use client';

import { createContext, use, useSyncExternalStore } from 'react';
import type { Focus } from '#contracts/focus';
import type { Range, Snapshot } from '#contracts/socket';
import type { YeoulSocket } from './live-socket.ts';
import type { LiveStore } from './live-store.ts';
import type { LiveView } from './live-view.ts';

/** What `LiveProvider` shares: the page's one connection, and what is known before it is up. */
export type LiveShare = { store: LiveStore | null; first: LiveView; settings: Snapshot['settings'] };

export const LiveContext = createContext<LiveShare | null>(null);

export type Live = LiveView & {
  settings: Snapshot['settings'];
  /** Numbers on the page are old: show them as such. */
  stale: boolean;
  setRange: (range: Range) => void;
  /** Filters the page by this; by nothing when it is the present filter, or null. */
  toggleFocus: (focus: Focus | null) => void;
  setPaused: (paused: boolean) => void;
  retryNow: () => void;
  /** The page's one connection, for what is no part of the counts; null until the page is up. */
  socket: YeoulSocket | null;
};

const nothing = () => {};
const neverChanges = () => nothing;

/** The live state of this page, and what can be done with it. */
export function useLive(): Live {
  const share = use(LiveContext);
  if (!share) throw new Error('useLive must be used below LiveProvider');
  const { store, first, settings } = share;
  const firstView = () => first;
  const view = useSyncExternalStore(store?.subscribe ?? neverChanges, store?.getView ?? firstView, firstView);
  return {
    ...view,
    settings,
    stale: view.connection.state === 'stale',
    setRange: store?.setRange ?? nothing,
    toggleFocus: store?.toggleFocus ?? nothing,
    setPaused: store?.setPaused ?? nothing,
    retryNow: store?.retryNow ?? nothing,
    socket: store?.connection ?? null,
  };
}
