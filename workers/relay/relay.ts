import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import type { Admin, Consumer, EachBatchPayload, Kafka, ProducerQueue } from '#infra/kafka';
import { createRelayConsumer } from '#infra/kafka';
import { partitionKeys } from '#infra/keys';
import { Latency } from '#infra/latency';
import { createRepeatGuard, type Logger } from '#infra/logger';
import { releaseLease } from '#stores/streams';
import { raiseEpoch, readTopic, type Topic } from '#stores/topic';
import { align, type KafkaOffsets } from './align.ts';
import { appendBatch } from './append-batch.ts';
import { storeRejects } from './dead-letter.ts';
import { balanceLeases, LEASE_EVERY_MS } from './leases.ts';
import { newPartition, type PartitionState } from './partition.ts';

const FULL_CHECK_MS = 50;
const REJECTS_EVERY_MS = 200;
const RELEASE_LIMIT_MS = 500;

type Parts = {
  redis: Redis;
  kafka: Kafka;
  admin: Admin;
  producer: ProducerQueue;
  log: Logger;
  owner: string;
  topic: Topic;
};

/**
 * Moves records of the partitions it holds leases for from Kafka to their Redis streams.
 * The position in Redis rules: Kafka's group offsets are never read.
 */
export class Relay {
  readonly stats = {
    relayed: 0,
    rejectsStored: 0,
    kafkaAnsweredAt: 0,
    /** Records that came into partitions while this relay had them. */
    kafkaAdded: 0,
    lastError: null as { at: string; message: string } | null,
  };
  /** From Kafka's time of a record to its being read, and from there to its being in Redis. */
  readonly kafkaLatency = new Latency();
  readonly latency = new Latency();
  lastProgressAt = Date.now();
  private partitions: PartitionState[] = [];
  private kafkaEnds = new Map<number, number>();
  private consumer: Consumer;
  private timers: NodeJS.Timeout[] = [];
  private balancing = false;
  private storing = false;
  private joined = false;
  private readonly isNew = createRepeatGuard();

  constructor(private readonly parts: Parts) {
    this.consumer = createRelayConsumer(parts.kafka, parts.owner, () => !this.joined);
    this.partitions = this.openEpoch(parts.topic);
  }

  async start(): Promise<void> {
    const { consumer } = this;
    const progress = () => {
      this.lastProgressAt = Date.now();
    };
    consumer.on(consumer.events.FETCH, progress);
    consumer.on(consumer.events.HEARTBEAT, progress);
    consumer.on(consumer.events.END_BATCH_PROCESS, progress);
    consumer.on(consumer.events.GROUP_JOIN, () => {
      this.joined = true;
      this.readAnew();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart) return this.parts.log.debug({ error: payload.error.message }, 'The consumer begins again');
      this.parts.log.fatal({ error: payload.error.message }, 'The Kafka consumer crashed; exiting to be started again');
      // Once joined kafkajs would begin again as a new member of the same group, which waits until the old one's session is over
      // (10 s). A new process has a group of its own, and what this one holds is free at once.
      void Promise.race([this.releaseLeases(), sleep(RELEASE_LIMIT_MS)]).finally(() => process.exit(1));
    });
    await consumer.connect();
    await consumer.subscribe({ topic: env().KAFKA_TOPIC, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 3,
      eachBatch: (payload) => this.onBatch(payload),
    });
    // Redis may have lost its last second; without new traffic nothing else would notice.
    this.parts.redis.on('ready', () => void this.realignAll());
    this.timers.push(setInterval(() => void this.balance(), LEASE_EVERY_MS));
    this.timers.push(setInterval(() => void this.storeRejects(), REJECTS_EVERY_MS));
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const state of this.partitions) this.deactivate(state);
    await this.consumer.disconnect();
    await this.releaseLeases();
  }

  /** Kafka has no such topic: it may be made anew, so what is read next has to be compared first. */
  onUnknownTopic(): void {
    if (!this.partitions.some((state) => state.active)) return;
    this.note(`Kafka has no topic ${env().KAFKA_TOPIC} at the moment`, 'Waiting until the topic is there');
    this.readAnew();
  }

  /** Partitions whose lease this relay holds. */
  held(): number {
    return this.partitions.filter((state) => state.leased).length;
  }

  /** Stops reading at once, and takes each partition again. */
  private readAnew(): void {
    for (const state of this.partitions) this.deactivate(state);
    void this.balance();
  }

  private async releaseLeases(): Promise<void> {
    const leased = this.partitions.filter((state) => state.leased);
    await Promise.allSettled(leased.map((state) => releaseLease(this.parts.redis, state.keys, this.parts.owner)));
  }

  private openEpoch(topic: Topic): PartitionState[] {
    return Array.from({ length: topic.partitions }, (_, partition) =>
      newPartition(partition, partitionKeys(partition, topic.epoch)),
    );
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const state = this.partitions[payload.batch.partition];
    if (!state?.active) {
      payload.pause();
      return;
    }
    const readMs = Date.now();
    const { outcome, appended } = await appendBatch(this.parts.redis, this.parts.log, state, payload);
    this.noteAppended(payload, appended, readMs);
    if (outcome === 'full') this.waitForRoom(state);
    else if (outcome === 'realign') await this.retake(state);
    else if (outcome === 'other-topic') await this.beginEpoch(`partition ${state.partition} holds another record`);
  }

  private noteAppended({ batch }: EachBatchPayload, appended: number, readMs: number): void {
    this.stats.relayed += appended;
    if (appended === 0) return;
    const times = batch.messages.slice(-appended).map((message) => Number(message.timestamp));
    this.kafkaLatency.add(times, readMs);
    this.latency.add(times.map(() => readMs));
  }

  /** Errors stay here: thrown from eachBatch they would use up kafkajs's budget of restarts. */
  private async retake(state: PartitionState): Promise<void> {
    try {
      await this.take(state);
    } catch (error) {
      this.note(error, 'A partition could not be realigned, it is taken again');
      this.deactivate(state);
    }
  }

  private async balance(): Promise<void> {
    if (this.balancing || !this.joined) return;
    this.balancing = true;
    try {
      await this.followTopic();
      await balanceLeases(this.parts.redis, this.parts.owner, this.partitions, {
        taken: (state) => this.take(state),
        given: (state) => this.deactivate(state),
      });
      for (const state of this.partitions) if (state.leased && !state.active && !state.full) await this.take(state);
      await this.noteKafkaOffsets();
    } catch (error) {
      this.note(error, 'Leases could not be renewed, trying again');
    } finally {
      this.balancing = false;
    }
  }

  /** Another relay may have begun a new epoch, or the topic may have grown. */
  private async followTopic(): Promise<void> {
    const { topic, log } = this.parts;
    const now = await readTopic(this.parts.redis);
    if (!now || (now.epoch === topic.epoch && now.partitions === topic.partitions)) return;
    log.warn({ from: topic, to: now }, 'The topic changed, reading it anew');
    for (const state of this.partitions) this.deactivate(state);
    this.parts.topic = now;
    this.partitions = this.openEpoch(now);
  }

  /** Finds where the partition stands and reads on from there. */
  private async take(state: PartitionState): Promise<void> {
    if (!state.leased) return;
    const askKafka = async () => (await this.kafkaOffsets()).get(state.partition);
    const alignment = await align(this.parts.redis, this.parts.log, state, askKafka);
    if (!alignment || !state.leased) return;
    if (alignment.kind === 'other-topic') return this.beginEpoch(alignment.why);
    state.active = true;
    state.full = false;
    this.seek(state, alignment.offset);
    this.consumer.resume([{ topic: env().KAFKA_TOPIC, partitions: [state.partition] }]);
  }

  private async beginEpoch(why: string): Promise<void> {
    this.parts.log.error({ why }, 'The topic was deleted and made anew: new streams begin');
    for (const state of this.partitions) this.deactivate(state);
    await raiseEpoch(this.parts.redis, this.parts.topic.epoch).catch((error) =>
      this.note(error, 'The epoch could not be raised, trying again'),
    );
  }

  private async realignAll(): Promise<void> {
    for (const state of this.partitions.filter((each) => each.active)) await this.retake(state);
  }

  private waitForRoom(state: PartitionState): void {
    state.full = true;
    this.deactivate(state);
    const check = async () => {
      if (!state.leased || !state.full) return;
      const length = await this.parts.redis.xlen(state.keys.events).catch(() => Number.POSITIVE_INFINITY);
      if (length < env().STREAM_MAX_ENTRIES * 0.8)
        await this.take(state).catch((error) => this.note(error, 'Could not read on'));
      else setTimeout(check, FULL_CHECK_MS);
    };
    setTimeout(check, FULL_CHECK_MS);
  }

  private deactivate(state: PartitionState): void {
    state.active = false;
    this.pause(state);
  }

  private pause(state: PartitionState): void {
    this.consumer.pause([{ topic: env().KAFKA_TOPIC, partitions: [state.partition] }]);
  }

  private seek(state: PartitionState, offset: number): void {
    this.consumer.seek({ topic: env().KAFKA_TOPIC, partition: state.partition, offset: String(Math.max(offset, 0)) });
  }

  private async kafkaOffsets(): Promise<Map<number, KafkaOffsets>> {
    const rows = await this.parts.admin.fetchTopicOffsets(env().KAFKA_TOPIC);
    return new Map(rows.map((row) => [row.partition, { low: Number(row.low), high: Number(row.high) }]));
  }

  private async noteKafkaOffsets(): Promise<void> {
    // Positions as of before the question: what is appended meanwhile is no sign of a shorter topic.
    const positions = this.partitions.map((state) => state.position);
    const offsets = await this.kafkaOffsets();
    this.stats.kafkaAnsweredAt = Date.now();
    const ends = new Map<number, number>();
    let added = 0;
    const pipeline = this.parts.redis.pipeline();
    for (const state of this.partitions) {
      const kafka = offsets.get(state.partition);
      if (!state.leased || !kafka) continue;
      // An empty topic of the same name sends no batch that would show it.
      if (state.active && kafka.high <= (positions[state.partition] ?? -1))
        return this.beginEpoch(`partition ${state.partition} is shorter`);
      // Its end when it was taken is not what came since.
      added += kafka.high - (this.kafkaEnds.get(state.partition) ?? kafka.high);
      ends.set(state.partition, kafka.high);
      pipeline.hset(state.keys.books, 'low', kafka.low, 'high', kafka.high);
    }
    this.kafkaEnds = ends;
    this.stats.kafkaAdded += added;
    await pipeline.exec();
  }

  private async storeRejects(): Promise<void> {
    if (this.storing) return;
    this.storing = true;
    try {
      for (const { leased, partition } of this.partitions) {
        for (let epoch = 1; leased && epoch <= this.parts.topic.epoch; epoch += 1) {
          const keys = partitionKeys(partition, epoch);
          this.stats.rejectsStored += await storeRejects(this.parts.redis, this.parts.producer, keys, partition);
        }
      }
    } catch (error) {
      this.note(error, 'Rejects could not be stored in the dead-letter topic, trying again');
    } finally {
      this.storing = false;
    }
  }

  private note(error: unknown, message: string): void {
    const text = error instanceof Error ? error.message : String(error);
    this.stats.lastError = { at: new Date().toISOString(), message: text };
    this.parts.log[this.isNew(`${message} ${text}`) ? 'warn' : 'debug']({ error: text }, message);
  }
}
