import type { Redis } from 'ioredis';
import { livePresences } from '#stores/presence';
import { holdLease, releaseLease } from '#stores/streams';
import type { PartitionState } from './partition.ts';

export const LEASE_TTL_MS = 1_500;
export const LEASE_EVERY_MS = 500;

/**
 * Renews what this relay holds, takes free partitions up to its fair share and gives back what is above it.
 * Tells the changes through `onTaken` and `onGiven`; what is given stops being read before its lease is released.
 */
export async function balanceLeases(
  redis: Redis,
  owner: string,
  partitions: PartitionState[],
  on: { taken: (state: PartitionState) => Promise<void>; given: (state: PartitionState) => void },
): Promise<void> {
  const relays = (await livePresences(redis)).filter((process) => process.role === 'relay').length;
  const fairShare = Math.ceil(partitions.length / Math.max(relays, 1));
  let held = partitions.filter((state) => state.leased).length;
  for (const state of partitions) {
    if (state.leased && held > fairShare) {
      on.given(state);
      state.leased = false;
      await releaseLease(redis, state.keys, owner);
      held -= 1;
    } else if (state.leased || held < fairShare) {
      const holds = await holdLease(redis, state.keys, owner, LEASE_TTL_MS);
      if (holds && !state.leased) {
        state.leased = true;
        held += 1;
        await on.taken(state);
      } else if (!holds && state.leased) {
        state.leased = false;
        held -= 1;
        on.given(state);
      }
    }
  }
}
