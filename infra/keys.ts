import { env } from './env.ts';

/** The consumer group by which web processes read the streams. */
export const GROUP = 'web';

export type Granularity = 's' | 'm' | 'h';
export const GRANULARITY_SECONDS: Record<Granularity, number> = { s: 1, m: 60, h: 3_600 };

/**
 * Keys of one partition in one epoch. All share a hash tag, so that a script may touch several of them on Redis Cluster.
 * Windows are named by their start in epoch seconds.
 */
export function partitionKeys(partition: number, epoch: number) {
  const base = `${env().KEY_PREFIX}{p${partition}.${epoch}}`;
  return {
    base,
    events: `${base}:events`,
    rejects: `${base}:rejects`,
    lease: `${base}:lease`,
    /** Hash: positions and books (see infra/lua/append.lua and apply.lua). */
    books: `${base}:books`,
    /** Sorted set of second windows by the version that last changed them. */
    changed: `${base}:changed`,
    seen: (generation: number) => `${base}:seen:${generation}`,
    count: (granularity: Granularity, window: number) => `${base}:count:${granularity}:${window}`,
    /** HyperLogLog of the users of a window, apart for each kind of traffic; `id`: of some events alone, for the live page or a rule. */
    users: (traffic: 'r' | 's', window: number, id?: string) =>
      `${base}:users:${traffic}:${window}${id === undefined ? '' : `:${id}`}`,
    /** Sorted set: events per user in one minute; `id`: per user or product, of those that a rule asks for. */
    perUser: (traffic: 'r' | 's', minute: number, id?: string) =>
      `${base}:per-user:${traffic}:${minute}${id === undefined ? '' : `:${id}`}`,
    /** Hashes of product and search counts by minute. */
    top: (kind: 'product' | 'search', minute: number) => `${base}:top:${kind}:${minute}`,
  };
}
export type PartitionKeys = ReturnType<typeof partitionKeys>;

/** Keys that belong to no partition. */
export function globalKeys() {
  const prefix = env().KEY_PREFIX;
  return {
    /** Hash: `epoch`, `partitions`, `topic`. */
    topic: `${prefix}topic`,
    /** Whose turn it is to set the offsets of KAFKA_GROUP. */
    groupOffsets: `${prefix}group-offsets`,
    alerts: `${prefix}{alerts}`,
    /** Hash: id → rule as JSON, of those that people have edited. */
    rules: `${prefix}rules`,
    /** Hash: what only rules ask for, by id → the second from which on it is counted. */
    countedSince: `${prefix}counted-since`,
    /** Hash: id → channel as JSON, secrets included. */
    channels: `${prefix}channels`,
    /** Begins the keys of what became of notices: `:<alert>`, `:test`, `:newest`. */
    deliveries: `${prefix}deliveries`,
    simulations: `${prefix}{simulations}`,
    presence: `${prefix}{presence}`,
    /** Channel on which web processes tell each other of the events that they count. */
    counted: `${prefix}counted`,
    /** Sorted set: minute → worst latency of it, Kafka to counted, p99 in ms. */
    behind: `${prefix}behind`,
    /** Hash: minute → the busiest of it, as JSON; `of`: `user`, `product`, or what a rule asks for. */
    busiest: (of: string, traffic: 'r' | 's', hour: number) => `${prefix}busiest:${of}:${traffic}:${hour}`,
    hop: (hop: string) => `${prefix}hop:${hop}`,
    /** BullMQ's own prefix; the braces keep a queue's keys in one slot. */
    queuePrefix: `{${prefix}queue}`,
  };
}

/** Keys of alerts; they share a hash tag, so that the transition script may touch all of them. */
export function alertKeys() {
  const base = globalKeys().alerts;
  return {
    /** Hash: `rule|traffic|key` of each open alert → its id; what makes an open alert unique. */
    open: `${base}:open`,
    /** Hash: id → version and state, what a compare-and-set compares; open alerts only. */
    versions: `${base}:versions`,
    /** Hash: id → the whole record as JSON, timeline included. */
    records: `${base}:records`,
    /** Sorted sets of ids by the second they ended: those that fired, and those that only were pending. */
    resolved: `${base}:resolved`,
    unfired: `${base}:unfired`,
    /** Stream of changed records, which every web process follows. */
    feed: `${base}:feed`,
    /** Hash: entry of the outbox → the entry that names its group. */
    groups: `${base}:groups`,
    /** Who evaluates, the fencing token of that lease, and the second judged last. */
    lease: `${base}:lease`,
    leaseToken: `${base}:lease-token`,
    judged: `${base}:judged`,
    /** Stream of what is to be told outside; an entry leaves when its deliveries are jobs. */
    outbox: `${base}:outbox`,
    /** Hash: id → silence as JSON; and a number that is another after each change of it. */
    silences: `${base}:silences`,
    silencesVersion: `${base}:silences:version`,
    /** Hash: id of each alert that fires in silence → `told` or `untold`: whether channels know that it fires. */
    withheld: `${base}:withheld`,
  };
}

/** The events that an alert was raised for, as JSON. */
export const alertEventsKey = (alertId: string) => `${globalKeys().alerts}:events:${alertId}`;
