import assert from 'node:assert/strict';
import type { EachBatchPayload } from '#infra/kafka';
import { createLogger } from '#infra/logger';
import { holdLease, releaseLease } from '#stores/streams';
import { align } from '#workers/relay/align';
import { appendBatch } from '#workers/relay/append-batch';
import { newPartition } from '#workers/relay/partition';
import type { Fetched } from './kafka-log.ts';
import type { System } from './system.ts';
import { wire } from './wire.ts';

const LEASE_MS = 60_000;
const log = createLogger('model');
log.level = 'silent';

type Arg = string | number | Buffer;

/**
 * A relay, one step at a time. One that takes no step for a while is a frozen one: what it believes and what it has
 * fetched grow old. It reads on whether it holds the lease or not, since a wrong lease must do no harm.
 */
export class RelayActor {
  private state;
  private fetchFrom: number | null = null;
  private inHand: Fetched | null = null;
  /** Appends as they went over the network; any may arrive again, at any time. */
  private readonly sent: Arg[][] = [];

  constructor(
    private readonly system: System,
    readonly name: string,
  ) {
    this.state = newPartition(0, system.keys);
  }

  /** What this relay does next: find where to read on, or append what it has fetched. Then it fetches. */
  async step(records: number, times: number): Promise<void> {
    if (this.fetchFrom === null) await this.take([]);
    else {
      this.fetch(records);
      if (this.inHand) await this.append(this.inHand, times);
    }
    this.fetch(records);
  }

  /** `meanwhile` happens while Kafka is asked, the first time and the second. */
  async take(meanwhile: (() => Promise<void>)[]): Promise<void> {
    const { redis, keys, kafka } = this.system;
    const { owner } = this.system.ledger;
    assert.equal(await holdLease(redis, keys, this.name, LEASE_MS), owner === null || owner === this.name);
    this.system.ledger.owner ??= this.name;
    let asked = 0;
    const alignment = await align(redis, log, this.state, async () => {
      await this.system.follow('align');
      const offsets = kafka.offsets();
      await meanwhile[asked++]?.();
      return offsets;
    });
    await this.system.follow('align');
    assert.equal(alignment?.kind, 'seek', 'the topic was taken for another one');
    this.state.active = true;
    this.inHand = null;
    this.fetchFrom = alignment.offset;
  }

  async giveBack(): Promise<void> {
    await releaseLease(this.system.redis, this.system.keys, this.name);
    if (this.system.ledger.owner === this.name) this.system.ledger.owner = null;
    this.crash();
  }

  /** Forgets all it knew. */
  crash(): void {
    this.state = newPartition(0, this.system.keys);
    this.fetchFrom = null;
    this.inHand = null;
  }

  /** An append sent long ago reaches Redis now. */
  async arriveLate(back: number): Promise<void> {
    const args = this.sent.at(-1 - back);
    if (!args) return;
    await Reflect.apply(this.system.redis.call, this.system.redis, args);
    await this.system.follow('append');
  }

  private fetch(records: number): void {
    if (this.fetchFrom === null || this.inHand) return;
    const fetched = this.system.kafka.fetch(this.fetchFrom, records);
    if (!fetched) return;
    // kafkajs steps over a batch of markers alone and shows it to nobody.
    if (fetched.messages.length === 0) this.fetchFrom = fetched.lastOffset + 1;
    else this.inHand = fetched;
  }

  private async append(fetched: Fetched, times: number): Promise<void> {
    this.inHand = null;
    let failure: unknown;
    const redis = wire(this.system.redis, {
      times,
      onReply: (_reply, args) => this.sent.push(args),
      onError: (error) => {
        failure = error;
      },
    });
    const payload = toPayload(fetched, {
      isRunning: () => failure === undefined,
      resolve: (offset) => {
        this.fetchFrom = offset + 1;
      },
    });
    const { outcome } = await appendBatch(redis, log, this.state, payload);
    if (failure) throw failure;
    await this.system.follow('append');
    assert.notEqual(outcome, 'other-topic');
    if (outcome === 'realign') this.fetchFrom = null;
  }
}

/** What kafkajs hands to eachBatch, as far as the relay uses it. */
function toPayload(
  { fetchedOffset, lastOffset, high, messages }: Fetched,
  { isRunning, resolve }: { isRunning: () => boolean; resolve: (offset: number) => void },
): EachBatchPayload {
  const payload = {
    batch: {
      partition: 0,
      fetchedOffset: String(fetchedOffset),
      highWatermark: String(high),
      lastOffset: () => String(lastOffset),
      messages: messages.map((each) => ({ ...each, offset: String(each.offset) })),
    },
    isRunning,
    isStale: () => false,
    heartbeat: async () => {},
    resolveOffset: (offset: string) => resolve(Number(offset)),
  };
  return payload as unknown as EachBatchPayload;
}
