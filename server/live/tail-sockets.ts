import { TailEventId, TailRequest } from '#contracts/tail';
import type { Client } from './broadcast.ts';
import { refusal } from './refusal.ts';
import { isSlow } from './slow.ts';
import type { Tail } from './tail.ts';

const PREFIX = 'tail:';

/** Rooms of tails are left by `tail` alone: a new subscription to the counts keeps the tail. */
export const isTailRoom = (room: string) => room.startsWith(PREFIX);

/** Answers a browser's questions about single events, and lets it follow one tail at a time. */
export function serveTail(socket: Client, tail: Tail): void {
  let watched: string | null = null;
  const leave = () => {
    if (watched === null) return;
    tail.unwatch(watched);
    void socket.leave(PREFIX + watched);
    watched = null;
  };
  socket.on('tail', (request, ack) => {
    if (typeof ack !== 'function') return;
    const parsed = TailRequest.nullable().safeParse(request);
    if (!parsed.success) return ack(refusal(parsed.error));
    leave();
    if (parsed.data === null) return ack({ ok: true, data: { rows: [], remembers: 0, missed: 0 } });
    const { after = null, ...filter } = parsed.data;
    watched = tail.watch(filter);
    // What waits for those who follow it already is part of what this one begins with.
    sendTail(socket.nsp, tail, watched);
    socket.data.missedRows = 0;
    void socket.join(PREFIX + watched);
    ack({ ok: true, data: tail.start(filter, after) });
  });
  socket.on('openEvent', (request, ack) => {
    if (typeof ack !== 'function') return;
    const id = TailEventId.safeParse(request);
    ack(id.success ? { ok: true, data: tail.open(id.data) } : refusal(id.error));
  });
  socket.on('disconnect', leave);
}

/** Sends each tail what matched since the last time. */
export function sendTails(all: Client['nsp'], tail: Tail): void {
  for (const key of tail.keys()) sendTail(all, tail, key);
}

/** Those too slow to take it are told how many rows they missed as soon as they are not, whether or not more came. */
function sendTail(all: Client['nsp'], tail: Tail, key: string): void {
  const batch = tail.take(key);
  const { rows, omitted } = batch ?? { rows: [], omitted: 0 };
  const apart: string[] = [];
  for (const id of all.adapter.rooms.get(PREFIX + key) ?? []) {
    const socket = all.sockets.get(id);
    const missed = socket?.data.missedRows ?? 0;
    if (!socket || !(isSlow(socket) || missed > 0)) continue;
    apart.push(id);
    socket.data.missedRows = isSlow(socket) ? missed + rows.length + omitted : 0;
    if (!isSlow(socket)) socket.emit('tail', { rows, omitted: omitted + missed });
  }
  if (!batch) return;
  all
    .to(PREFIX + key)
    .except(apart)
    .emit('tail', batch);
}
