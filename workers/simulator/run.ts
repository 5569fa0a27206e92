import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { env } from '#infra/env';
import type { OutgoingRecord, ProducerQueue } from '#infra/kafka';
import { isOver, isStopAsked, type Progress, readProgress, saveProgress } from '#stores/simulations';
import { createTraffic, type Traffic } from './traffic.ts';

const SLICE_MS = 50;
const SAVE_EVERY_MS = 250;
const ITEMS_PER_SEND = 500;
/** So many seconds of items are reserved ahead; when Kafka has not acknowledged as many, the run waits for it. */
const RESERVED_SECONDS = 2;
const SKIPPED_PER_TURN = 20_000;

type Parts = { redis: Redis; producer: ProducerQueue; isStopping: () => boolean };

/** `released`: this process stops, and another takes the run up. `taken`: another has taken it up already. */
export type Outcome = 'over' | 'released' | 'taken';

/**
 * Runs a simulation from where it stands until it is over. What was sent but not noted as acknowledged is sent again
 * with the same message IDs, so it is counted once. Throws when Redis or Kafka fails: call it again to go on.
 */
export async function runSimulation(parts: Parts, id: string): Promise<Outcome> {
  const found = await readProgress(parts.redis, id);
  if (!found || isOver(found.simulation)) return 'over';
  const { simulation } = found;
  simulation.state = 'running';
  simulation.startedAt ??= new Date().toISOString();
  simulation.sent = simulation.acknowledged;
  const owner = randomUUID();
  if (!(await saveProgress(parts.redis, found, owner))) return 'taken';
  const startMs = Date.parse(simulation.startedAt);
  const traffic = createTraffic(simulation, startMs);
  for (let n = 1; n <= found.next; n += 1) {
    traffic.skip();
    if (n % SKIPPED_PER_TURN === 0) await nextTurn();
  }
  return new Run(parts, { ...found, owner }, traffic, startMs).toEnd();
}

class Run {
  private made: number;
  /** Items that an earlier process may have sent: they have to be made even when the run is stopped. */
  private readonly owed: number;
  private failure: unknown;
  private readonly unacknowledged = new Set<Promise<void>>();

  constructor(
    private readonly parts: Parts,
    private readonly progress: Progress,
    private readonly traffic: Traffic,
    private readonly startMs: number,
  ) {
    this.made = progress.next;
    this.owed = progress.reserved;
  }

  async toEnd(): Promise<Outcome> {
    const { simulation } = this.progress;
    let savedAt = 0;
    while (this.progress.next < this.traffic.total) {
      if (this.failure) throw this.failure;
      if (Date.now() - savedAt >= SAVE_EVERY_MS) {
        if (!(await this.save())) return 'taken';
        savedAt = Date.now();
        if (await isStopAsked(this.parts.redis, simulation.id)) {
          await this.settle();
          return this.end('stopped');
        }
      }
      if (this.parts.isStopping()) {
        await this.settle();
        return (await this.save()) ? 'released' : 'taken';
      }
      this.sendUntil(Math.min(this.traffic.due(Date.now() - this.startMs), this.progress.reserved));
      await sleep(SLICE_MS);
    }
    return this.end('done');
  }

  private sendUntil(item: number): void {
    while (this.made < item) this.send(Math.min(ITEMS_PER_SEND, item - this.made));
  }

  private send(items: number): void {
    const { simulation } = this.progress;
    const records: OutgoingRecord[] = [];
    let valid = 0;
    for (let i = 0; i < items; i += 1) {
      const item = this.traffic.next();
      records.push(...item.records);
      if (item.isValid) valid += 1;
    }
    this.made += items;
    simulation.sent += valid;
    const sending = this.parts.producer.send(env().KAFKA_TOPIC, records).then(
      () => {
        // Sends are acknowledged in the order they were made, so everything before `next` is safe.
        if (this.failure) return;
        this.progress.next += items;
        simulation.acknowledged += valid;
        simulation.malformed += items - valid;
        simulation.repeated += records.length - items;
      },
      (error: unknown) => {
        this.failure ??= error;
      },
    );
    this.unacknowledged.add(sending);
    void sending.finally(() => this.unacknowledged.delete(sending));
  }

  /** Returns when all that was ever sent of this run is acknowledged. */
  private async settle(): Promise<void> {
    this.sendUntil(this.owed);
    await Promise.all(this.unacknowledged);
    if (this.failure) throw this.failure;
  }

  /** Saves the progress and reserves what may be sent until the next time; false when the run is another's now. */
  private save(): Promise<boolean> {
    const { progress, traffic } = this;
    const { simulation, next } = progress;
    const ahead = Math.min(traffic.total, next + simulation.rate * RESERVED_SECONDS);
    progress.reserved = Math.max(progress.reserved, ahead);
    simulation.progress = traffic.total === 0 ? 1 : next / traffic.total;
    return saveProgress(this.parts.redis, progress);
  }

  private async end(state: 'done' | 'stopped'): Promise<Outcome> {
    const { simulation } = this.progress;
    simulation.state = state;
    simulation.endedAt = new Date().toISOString();
    return (await this.save()) ? 'over' : 'taken';
  }
}

/** Gives a run up that failed too often to go on by itself. */
export async function failSimulation(redis: Redis, id: string, error: string): Promise<void> {
  const found = await readProgress(redis, id);
  if (!found || isOver(found.simulation)) return;
  const simulation = { ...found.simulation, state: 'failed', error, endedAt: new Date().toISOString() } as const;
  await saveProgress(redis, { ...found, simulation });
}
