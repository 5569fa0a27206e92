/** Counting is always some milliseconds behind; from here on it is lag: what is not counted yet is neither judged nor shown as none. */
const LAG_MS = 2_000;

/**
 * One partition at one moment. `firstMs`: Kafka's time of the oldest entry of its stream, `lastMs` of the newest record
 * that was relayed; `toCome`: records in Kafka that are not relayed yet, as far as the books know; `isRelayed`: a relay
 * reads it, or nothing is to come.
 */
export type Queue = {
  base: string;
  firstMs: number | null;
  lastMs: number | null;
  toCome: number;
  isRelayed: boolean;
};

/** How far counting is behind: by the oldest record that waits or may wait, in whichever partition. */
export class Waiting {
  /** All that reached Kafka before it is counted, by partition (epoch ms). */
  private readonly countedUpTo = new Map<string, number>();
  /** Age of the oldest record that is not counted, as far as is known; 0 while all are. */
  behindMs = 0;

  reset(): void {
    this.countedUpTo.clear();
  }

  note(queues: readonly Queue[], nowMs: number): void {
    // A relay that stopped did so for all of its partitions: what it read last is as far as anything is known.
    const relayedUpTo = Math.max(0, ...queues.map(({ lastMs }) => lastMs ?? 0));
    for (const queue of queues) this.countedUpTo.set(queue.base, this.upTo(queue, nowMs, relayedUpTo));
    this.behindMs = Math.max(0, ...queues.map(({ base }) => nowMs - (this.countedUpTo.get(base) ?? nowMs)));
  }

  /** Never less than before: a record that is older than what was counted is a replay, which has come since. */
  private upTo({ base, firstMs, lastMs, toCome, isRelayed }: Queue, nowMs: number, relayedUpTo: number): number {
    const before = this.countedUpTo.get(base) ?? 0;
    const waitsSince = firstMs ?? (toCome > 0 ? (lastMs ?? nowMs) : null);
    if (waitsSince !== null) return Math.max(before, Math.min(waitsSince, nowMs));
    if (isRelayed) return nowMs;
    // Without a relay nobody knows what Kafka holds by now.
    return before || relayedUpTo || nowMs;
  }
}

/** The last second that is over and counted. `behindMs`: age of the oldest record that is not counted, 0 when all are. */
export function lastCountedSecond(nowMs: number, behindMs: number): number {
  return Math.floor((nowMs - (behindMs > LAG_MS ? behindMs : 0)) / 1_000) - 1;
}
