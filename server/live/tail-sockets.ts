import { TailEventId, TailFilter } from '#contracts/tail';
import type { Client, Io } from './broadcast.ts';
import { refusal } from './refusal.ts';
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
    const filter = TailFilter.nullable().safeParse(request);
    if (!filter.success) return ack(refusal(filter.error));
    leave();
    if (filter.data === null) return ack({ ok: true, data: { rows: [], remembers: 0 } });
    watched = tail.watch(filter.data);
    void socket.join(PREFIX + watched);
    ack({ ok: true, data: tail.start(filter.data) });
  });
  socket.on('openEvent', (request, ack) => {
    if (typeof ack !== 'function') return;
    const id = TailEventId.safeParse(request);
    ack(id.success ? { ok: true, data: tail.open(id.data) } : refusal(id.error));
  });
  socket.on('disconnect', leave);
}

/** Sends each tail what matched since the last time, save to those that are too slow to take it. */
export function sendTails(io: Io, tail: Tail, tooSlow: string[]): void {
  for (const [key, batch] of tail.take())
    io.to(PREFIX + key)
      .except(tooSlow)
      .emit('tail', batch);
}
