import type { Redis } from 'ioredis';
import { z } from 'zod';
import { parseEvent } from '#contracts/event';
import { globalKeys } from '#infra/keys';
import type { Logger } from '#infra/logger';
import type { CountedEvent } from '#server/consume/consumer';

const FLUSH_MS = 100;
/** How often each looks whether there are others. */
const LOOK_MS = 1_000;
/**
 * More are not told at a time, nor kept while Redis is away: the oldest leave. Redis drops a subscriber with more than 8 MB
 * on their way to it for long (client-output-buffer-limit).
 */
const MAX_WAITING = 2_000;
const MAX_WAITING_CHARS = 2 * 1024 * 1024;

/** An event as it is told: id, value, and when it was recorded, relayed and counted (epoch ms). */
const Told = z.tuple([z.string(), z.string(), z.number(), z.number().nullable(), z.number()]);
const Message = z.object({ from: z.string(), events: z.array(Told) });

/**
 * Counted events, told among the web processes: each event is counted by one of them, and people see all on each. By Redis'
 * publish and subscribe, which keeps nothing: what is missed meanwhile is missing in lists of the newest, in no count. A
 * process that is alone tells nobody.
 */
export class Peers {
  private waiting: z.infer<typeof Told>[] = [];
  private waitingChars = 0;
  private hasOthers = false;
  private timers: NodeJS.Timeout[] = [];
  private readonly channel = globalKeys().counted;

  /** `subscriber`: a client of its own, which can do nothing else. `id` is this process's. */
  constructor(
    private readonly redis: Redis,
    private readonly subscriber: Redis,
    private readonly log: Logger,
    private readonly id: string,
    private readonly onEvent: (counted: CountedEvent) => void,
  ) {}

  start(): void {
    this.subscriber.on('message', (_channel, text: string) => this.take(text));
    const subscribe = () => void this.subscriber.subscribe(this.channel).catch((error) => this.note(error));
    // Also where Redis is away as it begins.
    this.subscriber.on('ready', subscribe);
    if (this.subscriber.status === 'ready') subscribe();
    this.timers = [setInterval(() => void this.look(), LOOK_MS), setInterval(() => this.flush(), FLUSH_MS)];
    void this.look();
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.subscriber.disconnect();
  }

  /** Tells the others of an event that this process counted. */
  tell({ id, value, recordedMs, relayedMs, countedMs }: CountedEvent): void {
    if (!this.hasOthers) return;
    this.waiting.push([id, value, recordedMs, relayedMs, countedMs]);
    this.waitingChars += value.length;
    while (this.waiting.length > MAX_WAITING || this.waitingChars > MAX_WAITING_CHARS)
      this.waitingChars -= this.waiting.shift()?.[1].length ?? this.waitingChars;
  }

  private flush(): void {
    if (this.waiting.length === 0 || this.redis.status !== 'ready') return;
    const message = JSON.stringify({ from: this.id, events: this.waiting });
    this.waiting = [];
    this.waitingChars = 0;
    void this.redis.publish(this.channel, message).catch((error) => this.note(error));
  }

  private async look(): Promise<void> {
    try {
      const [, subscribers] = (await this.redis.pubsub('NUMSUB', this.channel)) as [string, number];
      this.hasOthers = subscribers > 1;
    } catch (error) {
      this.note(error);
    }
  }

  private take(text: string): void {
    const message = parsed(text);
    if (!message) this.note('a message that is none of ours');
    if (!message || message.from === this.id) return;
    for (const [id, value, recordedMs, relayedMs, countedMs] of message.events) {
      const event = parseEvent(value);
      if (event.ok) this.onEvent({ id, event: event.event, value, recordedMs, relayedMs, countedMs });
    }
  }

  private note(error: unknown): void {
    this.log.debug({ error: String(error) }, 'Events of other servers may be missing in lists of the newest');
  }
}

function parsed(text: string): z.infer<typeof Message> | null {
  try {
    return Message.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
