import type { PartitionKeys } from '#infra/keys';
import type { Fingerprint } from '#stores/streams';

/** What this relay knows of one partition. Only a partition that is `active` is fetched from Kafka. */
export type PartitionState = {
  partition: number;
  keys: PartitionKeys;
  leased: boolean;
  active: boolean;
  full: boolean;
  /** Last offset handled, as Redis said. */
  position: number;
  /** Compared with the first record fetched after the partition was taken; null when there is nothing to compare. */
  fingerprint: Fingerprint | null;
};

export function newPartition(partition: number, keys: PartitionKeys): PartitionState {
  return { partition, keys, leased: false, active: false, full: false, position: -1, fingerprint: null };
}
