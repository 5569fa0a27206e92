/**
 * One partition at one moment. `firstMs`: Kafka's time of the oldest entry of its stream, `lastMs` of the newest record
 * that was relayed; `toCome`: records in Kafka that are not relayed yet, as far as the books know; `isRelayed`: a relay
 * reads it.
 */
export type Queue = {
  base: string;
  firstMs: number | null;
  lastMs: number | null;
  toCome: number;
  isRelayed: boolean;
};

/** How far counting is behind: by the oldest record that waits, in whichever partition. */
export class Waiting {
  /** All that reached Kafka before it is counted, by partition (epoch ms). */
  private readonly countedUpTo = new Map<string, number>();
  /** Age of the oldest record that is not counted; 0 while all are. */
  behindMs = 0;

  reset(): void {
    this.countedUpTo.clear();
  }

  note(queues: readonly Queue[], nowMs: number): void {
    this.behindMs = Math.max(0, ...queues.map((queue) => this.behindOf(queue, nowMs)));
  }

  private behindOf({ base, firstMs, lastMs, toCome, isRelayed }: Queue, nowMs: number): number {
    const before = this.countedUpTo.get(base) ?? 0;
    const waitsSince = firstMs ?? (toCome > 0 ? (lastMs ?? nowMs) : null);
    if (waitsSince === null) {
      // Without a relay nobody knows what Kafka holds.
      if (isRelayed) this.countedUpTo.set(base, nowMs);
      return 0;
    }
    // A record that is older than what was counted is a replay, which has come since.
    const upTo = Math.max(before, Math.min(waitsSince, nowMs));
    this.countedUpTo.set(base, upTo);
    return nowMs - upTo;
  }
}
