import type { Client } from './broadcast.ts';

/** A second of beats. */
const SLOW_BEATS = 4;

/** Before each beat: whether the socket has taken all that it was sent. */
export function noteBeat({ conn, data }: Client): void {
  data.beatsBehind = conn.transport.writable ? 0 : (data.beatsBehind ?? 0) + 1;
}

/**
 * One that has not taken what it was sent for a second misses beats instead of queueing them. One look would say little:
 * every socket is busy for a moment while it is written to.
 */
export const isSlow = ({ data }: Pick<Client, 'data'>): boolean => (data.beatsBehind ?? 0) >= SLOW_BEATS;
