import type { Server as HttpServer } from 'node:http';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import type { Alert } from '#contracts/alert';
import { NO_NUMBERS } from '#contracts/no-numbers';
import { RANGES } from '#contracts/ranges';
import { type ClientToServer, type Range, type ServerToClient, SubscribeRequest } from '#contracts/socket';
import type { Logger } from '#infra/logger';
import { isAllowedOrigin } from '#infra/origins';
import { closeEndedPolls } from './ended-polls.ts';
import type { Feed } from './feed.ts';
import { followFeedRooms, joinFocus, sendFeeds, sendFocuses } from './focus-sockets.ts';
import { refusal } from './refusal.ts';
import type { SendDelay } from './send-delay.ts';
import { isSlow, noteBeat } from './slow.ts';
import { fullSnapshot } from './snapshots.ts';
import type { LiveState } from './state.ts';
import type { Tail } from './tail.ts';
import { isTailRoom, sendTails, serveTail } from './tail-sockets.ts';

const TICK_MS = 250;
const AFTER_MS = 20;
const TICKS_PER_SECOND = 4;
const MAX_MESSAGE_BYTES = 16 * 1024;
/** What is being answered when the process stops may take this long. */
const REQUEST_GRACE_MS = 1_000;

/** Kept with a connection: beats in a row at which it was still busy, and rows of its tail that it was too slow to take. */
type OfSocket = { beatsBehind?: number; missedRows?: number };
export type Io = Server<ClientToServer, ServerToClient, DefaultEventsMap, OfSocket>;
export type Client = Socket<ClientToServer, ServerToClient, DefaultEventsMap, OfSocket>;

/**
 * Pushes ticks, alerts, the pipeline and the feed to the browsers of this instance.
 * A browser that is slow to read misses ticks and asks for a new snapshot; a second of messages queues up for it at most.
 */
export class Broadcast {
  readonly io: Io;
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  /** When the last beat ended, well or not; one that never ends would leave every page stale for ever. */
  lastBeatAt = Date.now();
  private count = 0;
  private failing = false;
  /** Of the simulations and silences that browsers were last sent. */
  private simulationsAt = '';
  private silencesAt = '';

  constructor(
    private readonly httpServer: HttpServer,
    private readonly sources: { live: LiveState; feed: Feed; tail: Tail; delay: SendDelay },
    private readonly log: Logger,
  ) {
    this.io = new Server(httpServer, {
      serveClient: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      destroyUpgrade: false,
      pingInterval: 5_000,
      pingTimeout: 5_000,
      allowRequest: ({ headers }, answer) => answer(null, isAllowedOrigin(headers.origin, headers.host)),
    });
    closeEndedPolls(this.io);
    followFeedRooms(this.io, sources.feed);
    this.io.on('connection', (socket) => this.onConnection(socket));
  }

  /** By the clock, each time a little after a quarter of a second: alerts are judged soon after a second is over. */
  start(): void {
    const delayMs = TICK_MS - ((Date.now() - AFTER_MS) % TICK_MS);
    // A timer may fire a moment early; the next one is then not meant for the same quarter.
    this.timer = setTimeout(
      () => {
        void this.beat();
        this.start();
      },
      delayMs < AFTER_MS ? delayMs + TICK_MS : delayMs,
    );
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    // Browsers keep connections at hand that never sent anything; closing would wait for those too.
    const timer = setTimeout(() => this.httpServer.closeAllConnections(), REQUEST_GRACE_MS);
    await this.io.close();
    clearTimeout(timer);
  }

  get browsers(): number {
    return this.io.engine.clientsCount;
  }

  sendAlert(alert: Alert): void {
    this.io.emit('alert', alert);
  }

  private onConnection(socket: Client): void {
    serveTail(socket, this.sources.tail);
    socket.on('subscribe', async (request, ack) => {
      if (typeof ack !== 'function') return;
      const parsed = SubscribeRequest.safeParse(request);
      if (!parsed.success) {
        ack(refusal(parsed.error));
        return;
      }
      try {
        await this.leaveAll(socket);
        await socket.join(room(parsed.data.range));
        await joinFocus(socket, parsed.data);
        ack({ ok: true, data: await fullSnapshot(this.sources, parsed.data) });
      } catch (error) {
        this.log.warn({ error: String(error) }, 'A snapshot could not be made');
        ack({ ok: false, error: NO_NUMBERS });
      }
    });
    socket.on('unsubscribe', async (ack) => {
      await this.leaveAll(socket);
      if (typeof ack === 'function') ack({ ok: true, data: null });
    });
  }

  private async leaveAll(socket: Client): Promise<void> {
    for (const name of socket.rooms) if (name !== socket.id && !isTailRoom(name)) await socket.leave(name);
  }

  private async beat(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.push();
      if (this.failing) this.log.info('Live numbers are back');
      this.failing = false;
    } catch (error) {
      if (!this.failing)
        this.log.warn({ error: String(error) }, 'Live numbers could not be read, browsers will show them as stale');
      this.failing = true;
    } finally {
      this.busy = false;
      this.lastBeatAt = Date.now();
    }
  }

  private async push(): Promise<void> {
    const { live, feed, tail, delay } = this.sources;
    const sent = delay.begin();
    const slow = this.count % TICKS_PER_SECOND === 0;
    this.count += 1;
    // Together, not one after the other: with a slow Redis each round trip would make the page older.
    await Promise.all([live.refreshCounts(), slow ? live.refreshSlow() : null]);
    // By what was sent last: a beat that failed after it had read a change would lose it.
    const simulations = live.simulationsAt !== this.simulationsAt;
    const silences = live.silencesAt !== this.silencesAt;
    this.simulationsAt = live.simulationsAt;
    this.silencesAt = live.silencesAt;
    const full = this.backedUp();
    for (const range of RANGES) {
      if (!this.io.of('/').adapter.rooms.has(room(range))) live.forgetChanges(range);
      else
        this.io
          .to(room(range))
          .except(full)
          .emit('tick', live.tick(range, { panels: slow, simulations, silences }));
    }
    sent(this.browsers > 0);
    if (slow && live.pipeline) this.io.except(full).emit('pipeline', live.pipeline);
    if (slow) sendFocuses(this.io, live, full);
    sendFeeds(this.io, feed, full);
    sendTails(this.io.of('/'), tail);
  }

  private backedUp(): string[] {
    const sockets = [...this.io.of('/').sockets.values()];
    for (const socket of sockets) noteBeat(socket);
    return sockets.filter(isSlow).map(({ id }) => id);
  }
}

const room = (range: Range) => `range:${range}`;
