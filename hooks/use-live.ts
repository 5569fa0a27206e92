'use client';

import { createContext, use } from 'react';
import type { Focus } from '#contracts/focus';
import type { Range, Snapshot } from '#contracts/socket';
import type { YeoulSocket } from './live-socket.ts';
import type { LiveStore } from './live-store.ts';
import { type Connection, countedIn, type LiveView } from './live-view.ts';
import { useTracked } from './use-tracked.ts';

/** What `LiveProvider` shares: the page's one connection, and what is known before it is up. */
export type LiveShare = { store: LiveStore | null; first: LiveView; settings: Snapshot['settings'] };

export const LiveContext = createContext<LiveShare | null>(null);

export type Live = LiveView & {
  settings: Snapshot['settings'];
  /** Numbers on the page are old: show them as such. */
  stale: boolean;
  /** The same of numbers that are still old while the connection is live, as without a relay. */
  isOld: boolean;
  /** Of `connection`, whose times change with every tick. */
  connectionState: Connection['state'];
  /** `connection.dataAt` in whole epoch seconds. */
  dataSecond: number | null;
  /** Whether numbers came, and whether there is anything but zeros in them. */
  stage: 'loading' | 'empty' | 'counting';
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

/** What `LiveProvider` shares, or `FirstNumbers` in its place. Throws outside of both. */
export function useLiveShare(): LiveShare {
  const share = use(LiveContext);
  if (!share) throw new Error('useLive must be used below LiveProvider');
  return share;
}

/**
 * The live state of this page, and what can be done with it. A component renders again only when something changes that
 * it has read: `const { simulations } = useLive()` has nothing to do with the four ticks a second.
 */
export function useLive(): Live {
  const share = useLiveShare();
  const { store, first } = share;
  return useTracked(store?.subscribe ?? neverChanges, () => liveOf(share, store?.getView() ?? first));
}

function liveOf({ store, settings }: LiveShare, view: LiveView): Live {
  const { state, dataAt } = view.connection;
  return {
    ...view,
    settings,
    stale: state === 'stale',
    isOld: state === 'stale' || view.late?.isOld === true,
    connectionState: state,
    dataSecond: dataAt === null ? null : Math.floor(dataAt / 1_000),
    stage: !view.data ? 'loading' : countedIn(view.data) === 0 ? 'empty' : 'counting',
    setRange: store?.setRange ?? nothing,
    toggleFocus: store?.toggleFocus ?? nothing,
    setPaused: store?.setPaused ?? nothing,
    retryNow: store?.retryNow ?? nothing,
    socket: store?.connection ?? null,
  };
}
