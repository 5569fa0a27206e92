import type { Focus } from '#contracts/focus';
import type { Range, SubscribeRequest } from '#contracts/socket';
import type { Client, Io } from './broadcast.ts';
import type { Feed } from './feed.ts';
import type { LiveState } from './state.ts';

const FEED = 'feed:';
const FOCUS = 'focus:';
const ALL = '';

/** A socket is in one feed and one series at most; who has the same focus shares a room. */
export async function joinFocus(socket: Client, { range, feed, focus }: SubscribeRequest): Promise<void> {
  if (feed) await socket.join(FEED + (focus ? JSON.stringify(focus) : ALL));
  if (focus) await socket.join(FOCUS + JSON.stringify([range, focus]));
}

/** Feeds are collected for as long as their room has somebody in it, however those came and left. */
export function followFeedRooms(io: Io, feed: Feed): void {
  const { adapter } = io.of('/');
  adapter.on('create-room', (room: string) => {
    if (!room.startsWith(FEED)) return;
    const text = room.slice(FEED.length);
    feed.watch(room, text === ALL ? null : (JSON.parse(text) as Focus));
  });
  adapter.on('delete-room', (room: string) => feed.unwatch(room));
}

/** Sends each feed what came since the last time, save to those that are too slow to take it. */
export function sendFeeds(io: Io, feed: Feed, tooSlow: string[]): void {
  for (const [room, batch] of feed.take()) io.to(room).except(tooSlow).emit('event', batch);
}

/** Sends every focus that somebody watches its whole series. */
export function sendFocuses(io: Io, live: LiveState, tooSlow: string[]): void {
  for (const room of io.of('/').adapter.rooms.keys()) {
    if (!room.startsWith(FOCUS)) continue;
    const [range, focus] = JSON.parse(room.slice(FOCUS.length)) as [Range, Focus];
    io.to(room).except(tooSlow).emit('focus', live.focusSeries(range, focus));
  }
}
