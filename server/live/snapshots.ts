import { setTimeout as sleep } from 'node:timers/promises';
import type { Snapshot, SubscribeRequest } from '#contracts/socket';
import { firstRows } from './feed.ts';
import type { LiveState } from './state.ts';
import type { Tail } from './tail.ts';

/** A page does not wait longer for its first numbers: its socket brings them as well. */
const PAGE_WAITS_MS = 200;

export type SnapshotSources = { live: LiveState; tail: Tail };

/** All that a browser is shown from the beginning. Rejects when Redis does not answer. */
export async function fullSnapshot(sources: SnapshotSources, request: SubscribeRequest): Promise<Snapshot> {
  const { range, feed, focus } = request;
  const numbers = await sources.live.snapshot(range, focus);
  return { ...numbers, feed: feed ? firstRows(sources.tail.newest(), focus) : [] };
}

/** The same for a page that is being made; null when it is not known at once, or nothing was counted yet. */
export async function pageSnapshot(sources: SnapshotSources, request: SubscribeRequest): Promise<Snapshot | null> {
  // Without Redis there are none: that the page says when its socket is told so.
  const made = fullSnapshot(sources, request).catch(() => null);
  const snapshot = await Promise.race([made, sleep(PAGE_WAITS_MS, null, { ref: false })]);
  return snapshot && snapshot.total.real + snapshot.total.simulated > 0 ? snapshot : null;
}
