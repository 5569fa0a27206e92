import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import {
  type Admin,
  CompressionTypes,
  type Consumer,
  type ISocketFactory,
  type ITopicConfig,
  Kafka,
  type KafkaJSError,
  type KafkaMessage,
  logLevel,
  Partitioners,
  type Producer,
} from 'kafkajs';
import { env } from './env.ts';
import { createRepeatGuard, type Logger } from './logger.ts';

export type { Admin, Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';

/**
 * kafkajs gives up for good when its retries are used up. Its back-off decides how soon counts are fresh after Kafka is
 * back: at most 1.9 s (27 kills) with 250 ms between tries, up to 2 s with 1,000 ms.
 */
const ENDLESS = { initialRetryTime: 100, maxRetryTime: 250, retries: Number.MAX_SAFE_INTEGER };

const LEADERS_LIMIT_MS = 10_000;

const LEVELS = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
  [logLevel.INFO]: 'debug',
  [logLevel.DEBUG]: 'debug',
} as const;

/** kafkajs tells of Kafka's answer UNKNOWN_TOPIC_OR_PARTITION, which it tries again by itself, in its log alone. */
const UNKNOWN_TOPIC = 'This server does not host this topic-partition';

/** The first moments of a group, a producer or a topic log these as errors (RELAY.md, trap 12): tried again. */
const EXPECTED = new RegExp(`coordinator is (not available|loading)|Topic creation errors|${UNKNOWN_TOPIC}`);

export type KafkaOptions = {
  brokers?: string[];
  /** Called before anything is asked again after an answer that a topic is not there. */
  onUnknownTopic?: () => void;
  /**
   * A connection that carries nothing for this long is dead: for clients that always have a question open. kafkajs
   * alone waits 10 s for the answer, and then asks again on the same connection.
   */
  silenceLimitMs?: number;
};

/** As kafkajs makes them; it ends a connection whose socket tells a time-out, and makes another. */
function limitedSockets(silenceLimitMs: number): ISocketFactory {
  return ({ host, port, ssl, onConnect }) => {
    const socket = ssl
      ? tls.connect({ host, port, ...(net.isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
      : net.connect({ host, port }, onConnect);
    socket.setKeepAlive(true, 60_000);
    return socket.setTimeout(silenceLimitMs);
  };
}

/** kafkajs with the settings that RELAY.md measured; its logs go through pino, its INFO and what it repeats as debug. */
export function createKafka(
  log: Logger,
  clientId: string,
  { brokers = env().KAFKA_BROKERS, onUnknownTopic, silenceLimitMs }: KafkaOptions = {},
): Kafka {
  const isNew = createRepeatGuard();
  return new Kafka({
    clientId,
    brokers,
    connectionTimeout: 1_000,
    requestTimeout: 10_000,
    ...(silenceLimitMs ? { socketFactory: limitedSockets(silenceLimitMs) } : {}),
    retry: ENDLESS,
    logCreator:
      () =>
      ({ level, log: entry }) => {
        const { message, timestamp: _at, logger: _library, stack: _stack, ...details } = entry;
        const text = `${details.error} ${message}`;
        const isTold = level <= logLevel.WARN && !EXPECTED.test(text) && isNew(text);
        const pinoLevel = isTold ? LEVELS[level as keyof typeof LEVELS] : 'debug';
        if (details.error === UNKNOWN_TOPIC) onUnknownTopic?.();
        log[pinoLevel](details, `Kafka: ${message}`);
      },
  });
}

/**
 * Creates topics and returns when each has leaders; one that another process creates at the same moment is fine.
 * kafkajs's own wait for leaders fails when Kafka does not know yet what it has just created.
 */
export async function createTopics(admin: Admin, topics: ITopicConfig[]): Promise<void> {
  await admin.createTopics({ topics, waitForLeaders: false });
  const deadline = Date.now() + LEADERS_LIMIT_MS;
  for (;;) {
    try {
      await admin.fetchTopicMetadata({ topics: topics.map(({ topic }) => topic) });
      return;
    } catch (error) {
      const isNew = (error as { type?: string }).type === 'UNKNOWN_TOPIC_OR_PARTITION';
      if (!isNew || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** Creates the events and dead-letter topics where missing; existing ones are used as they are. Returns the partition count. */
export async function ensureTopics(kafka: Kafka): Promise<number> {
  const { KAFKA_TOPIC, KAFKA_DLQ_TOPIC, KAFKA_PARTITIONS, KAFKA_REPLICATION, KAFKA_RETENTION_HOURS } = env();
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const topics = [KAFKA_TOPIC, KAFKA_DLQ_TOPIC]
      .filter((topic) => !existing.has(topic))
      .map((topic) => ({
        topic,
        numPartitions: topic === KAFKA_TOPIC ? KAFKA_PARTITIONS : 1,
        replicationFactor: KAFKA_REPLICATION,
        configEntries: [{ name: 'retention.ms', value: String(KAFKA_RETENTION_HOURS * 3_600_000) }],
      }));
    if (topics.length > 0) await createTopics(admin, topics);
    const { topics: described } = await admin.fetchTopicMetadata({ topics: [KAFKA_TOPIC] });
    const partitions = described[0]?.partitions.length ?? 0;
    if (partitions === 0) throw new Error(`Kafka topic ${KAFKA_TOPIC} has no partitions`);
    return partitions;
  } finally {
    await admin.disconnect();
  }
}

export type OutgoingRecord = {
  key: Buffer | string | null;
  value: Buffer | string | null;
  headers?: Record<string, string>;
  /** Given only where a test has to know it; else the key decides. */
  partition?: number;
};

export type ProducerQueue = {
  /** `waitingSince`: when the send in flight began (epoch ms), null when there is none. */
  stats: { acknowledged: number; waitingSince: number | null };
  connect(): Promise<void>;
  /** Resolves when Kafka has stored every record (acks -1); the order of calls is the order in each partition. */
  send(topic: string, records: OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
};

/**
 * An idempotent producer with one send in flight, fed from one queue: with several in flight kafkajs loses
 * acknowledged records (RELAY.md: 3,060 of 209,040). Calls that wait meanwhile travel in the next send together.
 */
export function createProducer(kafka: Kafka): ProducerQueue {
  const producer: Producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  type Job = { topic: string; records: OutgoingRecord[]; done: () => void; failed: (error: unknown) => void };
  let queue: Job[] = [];
  let running: Promise<void> | undefined;
  const stats: ProducerQueue['stats'] = { acknowledged: 0, waitingSince: null };

  async function drain() {
    while (queue.length > 0) {
      const jobs = takeJobs();
      stats.waitingSince = Date.now();
      try {
        await producer.sendBatch({ acks: -1, compression: CompressionTypes.None, topicMessages: group(jobs) });
        for (const job of jobs) {
          stats.acknowledged += job.records.length;
          job.done();
        }
      } catch (error) {
        for (const job of jobs) job.failed(error);
      }
    }
    stats.waitingSince = null;
    running = undefined;
  }

  function takeJobs(): Job[] {
    let records = 0;
    let count = 0;
    while (count < queue.length && (count === 0 || records < MAX_RECORDS_PER_SEND)) {
      records += queue[count]?.records.length ?? 0;
      count += 1;
    }
    const jobs = queue.slice(0, count);
    queue = queue.slice(count);
    return jobs;
  }

  return {
    stats,
    connect: () => connectProducer(producer),
    send: (topic, records) =>
      new Promise((done, failed) => {
        queue.push({ topic, records, done: () => done(), failed });
        running ??= drain();
      }),
    async close() {
      await running;
      await producer.disconnect();
    },
  };
}

/** Between tries to begin with a Kafka that has just started. */
const CONNECT_EVERY_MS = 250;

/**
 * Waits for a Kafka that can take records. Whatever goes wrong as it asks for its id (a Kafka that has just started may not
 * answer in time), kafkajs gives up at once, though it calls the error one to try again.
 */
async function connectProducer(producer: Producer): Promise<void> {
  for (;;) {
    try {
      await producer.connect();
      return;
    } catch (error) {
      // Its classes of errors are none of its ES module's exports.
      const { retriable, message } = error as Partial<KafkaJSError>;
      if (!retriable) throw error;
      producer.logger().warn(`A producer could not begin, trying again: ${message}`);
      await sleep(CONNECT_EVERY_MS);
    }
  }
}

const MAX_RECORDS_PER_SEND = 2_000;

function group(jobs: { topic: string; records: OutgoingRecord[] }[]) {
  const byTopic = new Map<string, OutgoingRecord[]>();
  for (const { topic, records } of jobs) {
    const list = byTopic.get(topic);
    if (list) list.push(...records);
    else byTopic.set(topic, [...records]);
  }
  return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
}

/**
 * A consumer in a group of its own: partitions are shared by leases in Redis, so Kafka's group protocol, slow to notice
 * a death, has nothing to balance. Settings as measured in RELAY.md. `mayRestart`: whether a consumer that crashed is
 * to join the same group again.
 */
export function createRelayConsumer(kafka: Kafka, owner: string, mayRestart: () => boolean): Consumer {
  return kafka.consumer({
    groupId: `${env().KAFKA_GROUP}-${owner}`,
    sessionTimeout: 10_000,
    heartbeatInterval: 1_000,
    rebalanceTimeout: 15_000,
    maxWaitTimeInMs: 100,
    minBytes: 1,
    maxBytes: 4 * 1024 * 1024,
    maxBytesPerPartition: 1024 * 1024,
    allowAutoTopicCreation: false,
    retry: { ...ENDLESS, restartOnFailure: async () => mayRestart() },
  });
}

/** `fetchedOffset` (where this fetch began) exists on every batch but is missing from kafkajs's types. */
export function fetchedOffsetOf(batch: { messages: KafkaMessage[] }): number {
  return Number((batch as unknown as { fetchedOffset: string }).fetchedOffset);
}
