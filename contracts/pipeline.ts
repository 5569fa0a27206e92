/** The books of one partition of one epoch; every number is a count of records. See DESIGN invariant 7. */
export type PartitionBooks = {
  partition: number;
  epoch: number;
  /** Kafka's low and high offset as the owning relay last saw them; null before the first look. */
  kafkaLow: number | null;
  kafkaHigh: number | null;
  /** First offset this stream took responsibility for. */
  start: number;
  /** Last offset handled by the relay. */
  position: number;
  relayed: number;
  /** Records still in Kafka that the relay has not appended yet. */
  toCome: number;
  counted: number;
  duplicates: number;
  rejected: number;
  late: number;
  future: number;
  /** Delivered to a consumer and not yet acknowledged. */
  pending: number;
  /** In the stream and not delivered yet. */
  unread: number;
  /** Rejected records not yet stored in the dead-letter topic. */
  rejectsWaiting: number;
  /** Offsets that hold no record (compaction, transaction markers). */
  gaps: number;
  /** Records that Kafka removed before the relay read them, or entries that vanished while pending. */
  lost: number;
  /** First and last offset of the newest loss that Kafka's retention caused. */
  lostOffsets: { from: number; to: number } | null;
  doubled: number;
  owner: string | null;
};

export type HopId = 'collector' | 'kafka' | 'relay' | 'redis' | 'server' | 'browser';

/**
 * One step of the way. Rates are records a second. Latencies are ms that a record is at this step until the next one has
 * it, of the slowest process: accepted → acknowledged by Kafka, record's time → read by a relay, read → in Redis, in
 * Redis → read by a web process, read → counted, counted → sent. null when nothing came through in the last 5 s.
 */
export type Hop = {
  id: HopId;
  /** `off`: none runs, and none has to: events may reach Kafka without a collector. */
  state: 'ok' | 'waiting' | 'down' | 'off';
  rate: number;
  lag: number;
  p50Ms: number | null;
  p99Ms: number | null;
  lastError: { at: string; message: string } | null;
  /** Processes (collector, relay, server), partitions (Kafka) or connected browsers. */
  members: number;
};

/** A live process, from its heartbeat in Redis. */
export type ProcessPresence = {
  id: string;
  role: 'web' | 'relay' | 'collector' | 'simulator' | 'notifier';
  pid: number;
  version: string;
  startedAt: string;
};

/** Worst latency of each minute, from Kafka's time of a record to its being counted: start in epoch seconds, p99 in ms. */
export type Behind = [minute: number, p99Ms: number][];

export type Pipeline = {
  at: string;
  topic: string;
  epoch: number;
  hops: Hop[];
  processes: ProcessPresence[];
  partitions: PartitionBooks[];
  /** Of the last two hours, oldest first; minutes in which nothing was counted are left out. */
  behind: Behind;
  /** Sums over partitions; `balanced` is true when lost and doubled are 0. */
  books: Omit<
    PartitionBooks,
    'partition' | 'epoch' | 'kafkaLow' | 'kafkaHigh' | 'lostOffsets' | 'start' | 'position' | 'owner'
  > & {
    balanced: boolean;
  };
};
