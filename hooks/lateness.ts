import type { Hop, HopId, Pipeline } from '#contracts/pipeline';
import type { Freshness } from '#contracts/socket';

/** Beyond the first numbers are late, beyond the second they are no longer shown as if they were of now. */
const LATE_MS = 2_000;
const OLD_MS = 5_000;

export type LateHop = Extract<HopId, 'kafka' | 'relay' | 'redis'>;
/** Not the collector: what it could not hand to Kafka its senders send again. */
const LATE_HOPS = new Set<HopId>(['kafka', 'relay', 'redis']);

/**
 * Why the newest numbers of a live connection are not those of now: a hop of the way that is not well, or counting that
 * is behind. `isOld`: they are not shown as if they were. `dataAt` is up to when they hold, epoch ms.
 */
export type Lateness = { hop: LateHop | null; state: 'waiting' | 'down' | 'behind'; isOld: boolean; dataAt: number };

/** null while the numbers are those of now. */
export function latenessOf(hops: Pipeline['hops'], freshness: Freshness): Lateness | null {
  const hop = illHop(hops);
  if (hop) {
    // How much Kafka has by now nobody knows, so that counting looks as if it had all: only what it has is sure.
    const dataAt = Math.min(freshness.watermark ?? freshness.serverTime, freshness.serverTime);
    return { hop: hop.id as LateHop, state: hop.state as 'waiting' | 'down', isOld: hop.state === 'down', dataAt };
  }
  const { behindMs, serverTime } = freshness;
  if (behindMs <= LATE_MS) return null;
  // By the second, as it is shown.
  const dataAt = Math.floor((serverTime - behindMs) / 1_000) * 1_000;
  return { hop: null, state: 'behind', isOld: behindMs > OLD_MS, dataAt };
}

/** The one before where it says the same, so that nothing is painted anew. */
export function keptLateness(before: Lateness | null, next: Lateness | null): Lateness | null {
  const isSame = before && next && KEYS.every((key) => before[key] === next[key]);
  return isSame ? before : next;
}

/** Books of a way that is broken balance as well: with what came through. */
export const isUnverified = (late: Lateness | null): boolean => late !== null && (late.hop !== null || late.isOld);

const KEYS = ['hop', 'state', 'isOld', 'dataAt'] as const;

/** One that is down is why others wait. */
function illHop(hops: Pipeline['hops']): Hop | undefined {
  const before = hops.filter(({ id, state }) => state !== 'ok' && LATE_HOPS.has(id));
  return before.find(({ state }) => state === 'down') ?? before[0];
}
