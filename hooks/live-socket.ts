import { io, type Socket } from 'socket.io-client';
import type { Alert } from '#contracts/alert';
import type { ClientToServer, ServerToClient, Snapshot } from '#contracts/socket';
import type { LiveQuestion } from './live-address.ts';
import type { LiveAction } from './live-state.ts';

/** No tick for this long: what is shown is no longer live. */
export const STALE_AFTER_MS = 5_000;
const ANSWER_TIMEOUT_MS = 5_000;
/** The last one rules: a page has to be right again within 2 s of the server's being there. */
const RETRY_DELAYS_MS = [250, 500, 1_000];
/** A try that hangs keeps the next one from being made; over a slow line four round trips take this long. */
const CONNECT_TIMEOUT_MS = 4_000;

/** `attempt` is the number of the next try, at `nextTryAt` (this computer's clock); `reason` is the server's, if it gave one. */
export type LinkState = { linked: boolean; attempt: number; nextTryAt: number | null; reason: string | null };

export type YeoulSocket = Socket<ServerToClient, ClientToServer>;

export type LiveSocket = {
  /** The connection itself, for what is no part of the counts. */
  connection: YeoulSocket;
  start(): void;
  stop(): void;
  /** Asks for a full snapshot: on a gap, another question, or silence. */
  resubscribe(question: LiveQuestion): void;
  retryNow(): void;
  /** Leaves a connection that is believed dead, and makes another at once. */
  reconnect(): void;
};

type Callbacks = { onAction: (action: LiveAction) => void; onLink: (link: LinkState) => void };

/**
 * One Socket.IO connection that keeps itself subscribed. Socket.IO's own reconnection is off,
 * because it doesn't tell when the next try is, which the page shows. `url` is where the page came from, if not given.
 */
export function createLiveSocket(first: LiveQuestion, { onAction, onLink }: Callbacks, url?: string): LiveSocket {
  const socket: YeoulSocket = io(url ?? '/', {
    autoConnect: false,
    reconnection: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: CONNECT_TIMEOUT_MS,
  });
  let wanted = first;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  /** Alerts pushed while a snapshot is asked for: it may have been made before them. */
  let pushed: Alert[] | null = null;

  const retry = (reason: string | null) => {
    clearTimeout(timer);
    const delay = RETRY_DELAYS_MS[Math.min(failures, RETRY_DELAYS_MS.length - 1)] ?? 0;
    failures += 1;
    onLink({ linked: false, attempt: failures, nextTryAt: Date.now() + delay, reason });
    timer = setTimeout(attempt, delay);
  };

  const attempt = () => {
    clearTimeout(timer);
    onLink({ linked: false, attempt: failures, nextTryAt: null, reason: null });
    if (socket.connected) subscribe();
    else socket.connect();
  };

  const subscribe = () => {
    const question = ++asked;
    pushed ??= [];
    const { range, focus } = wanted;
    const request = { range, feed: true, ...(focus ? { focus } : {}) };
    socket.timeout(ANSWER_TIMEOUT_MS).emit('subscribe', request, (error, answer) => {
      if (question !== asked) return; // A newer question is under way.
      if (error) {
        // Leaving is what makes a half-open connection known; `disconnect` then retries.
        socket.disconnect();
      } else if (answer.ok) {
        accept(answer.data);
      } else {
        retry(answer.error);
      }
    });
  };

  const accept = (snapshot: Snapshot) => {
    clearTimeout(timer);
    failures = 0;
    onLink({ linked: true, attempt: 0, nextTryAt: null, reason: null });
    onAction({ type: 'snapshot', snapshot });
    for (const alert of pushed ?? []) onAction({ type: 'alert', alert });
    pushed = null;
  };

  let stopped = true;
  socket.on('connect', subscribe);
  socket.on('connect_error', () => !stopped && retry(null));
  socket.on('disconnect', () => {
    pushed = null;
    if (!stopped) retry(null);
  });
  socket.on('tick', (tick) => onAction({ type: 'tick', tick }));
  socket.on('alert', (alert) => {
    pushed?.push(alert);
    onAction({ type: 'alert', alert });
  });
  socket.on('pipeline', (pipeline) => onAction({ type: 'pipeline', pipeline }));
  socket.on('event', (batch) => onAction({ type: 'event', batch }));
  socket.on('focus', (series) => onAction({ type: 'focus', series }));

  return {
    connection: socket,
    start() {
      stopped = false;
      socket.connect();
    },
    stop() {
      stopped = true;
      asked += 1;
      clearTimeout(timer);
      socket.disconnect();
    },
    resubscribe(next) {
      wanted = next;
      if (socket.connected) subscribe();
    },
    retryNow: attempt,
    reconnect() {
      socket.disconnect();
      attempt();
    },
  };
}
