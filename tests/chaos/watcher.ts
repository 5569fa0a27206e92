import { io, type Socket } from 'socket.io-client';
import type { Bucket, ClientToServer, ServerToClient } from '#contracts/socket';

const RETRY_MS = 250;
const ANSWER_LIMIT_MS = 3_000;
const KEPT_SECONDS = 60;
const SLOW_MS = 4_000;

/**
 * A browser's socket behind a load balancer: it goes to the next web process when its own is gone.
 * What it is shown of each category tells how fresh each partition is.
 */
export class Watcher {
  private socket: Socket<ServerToClient, ClientToServer> | undefined;
  private readonly seconds = new Map<number, number[]>();
  private readonly waiters = new Set<() => void>();
  private seq = 0;
  private stopped = false;
  /** The web process that it is connected to, and events since the beginning as last shown. */
  url = '';
  total = 0;
  private tickAt = Date.now();
  private longestGapMs = 0;

  constructor(
    private readonly urls: string[],
    private at: number,
    /** Told what is missing when a fault takes long. */
    private readonly onSlow: (what: string) => void,
  ) {
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.socket?.disconnect();
  }

  /** The longest time without a tick since this was last asked. */
  takeLongestGap(): number {
    const gapMs = Math.max(this.longestGapMs, Date.now() - this.tickAt);
    this.longestGapMs = 0;
    return gapMs;
  }

  /**
   * Resolves with the time (epoch ms) of the first tick that shows an event made after `sinceMs` in every partition.
   * `before`: events of that second and later that were made before, by partition.
   */
  fresh(sinceMs: number, before: number[], limitMs: number): Promise<number> {
    const second = Math.floor(sinceMs / 1_000);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(look);
        reject(new Error(`nothing fresh within ${limitMs} ms`));
      }, limitMs);
      const slow = setTimeout(() => {
        const missing = before.flatMap((count, p) => (this.shownSince(second, p) > count ? [] : [p]));
        const silentMs = Date.now() - this.tickAt;
        this.onSlow(
          `after ${SLOW_MS} ms nothing fresh of partitions ${missing} from ${this.url}, silent for ${silentMs} ms`,
        );
      }, SLOW_MS);
      const look = () => {
        if (!before.every((count, p) => this.shownSince(second, p) > count)) return;
        clearTimeout(timer);
        clearTimeout(slow);
        this.waiters.delete(look);
        resolve(Date.now());
      };
      this.waiters.add(look);
    });
  }

  private shownSince(second: number, partition: number): number {
    let sum = 0;
    for (const [at, counts] of this.seconds) if (at >= second) sum += counts[partition] ?? 0;
    return sum;
  }

  private connect(): void {
    if (this.stopped) return;
    this.url = this.urls[this.at % this.urls.length] as string;
    this.at += 1;
    const socket: Socket<ServerToClient, ClientToServer> = io(this.url, {
      reconnection: false,
      forceNew: true,
      transports: ['websocket'],
      timeout: ANSWER_LIMIT_MS,
    });
    this.socket = socket;
    const again = () => {
      // A question that was open when the connection broke fails later, when there is another one.
      if (this.socket !== socket) return;
      this.socket = undefined;
      socket.removeAllListeners();
      socket.disconnect();
      setTimeout(() => this.connect(), RETRY_MS);
    };
    const subscribe = () =>
      socket.timeout(ANSWER_LIMIT_MS).emit('subscribe', { range: '1m', feed: false }, (error, answer) => {
        if (error || !answer.ok) return again();
        if (this.socket !== socket) return;
        this.seq = answer.data.seq;
        this.seconds.clear();
        this.take(answer.data.buckets, answer.data.total.real);
      });
    socket.on('connect', subscribe);
    socket.on('connect_error', again);
    socket.on('disconnect', again);
    socket.on('tick', (tick) => {
      const isGap = tick.seq !== this.seq + 1;
      this.seq = tick.seq;
      if (isGap) subscribe();
      else this.take(tick.buckets, tick.total.real);
    });
  }

  private take(buckets: Bucket[], total: number): void {
    const now = Date.now();
    this.longestGapMs = Math.max(this.longestGapMs, now - this.tickAt);
    this.tickAt = now;
    this.total = total;
    for (const { at, byCategory } of buckets) this.seconds.set(at, byCategory);
    for (const at of this.seconds.keys()) if (at < now / 1_000 - KEPT_SECONDS) this.seconds.delete(at);
    for (const look of this.waiters) look();
  }
}
