import type { Redis } from 'ioredis';
import type { Simulation } from '#contracts/simulation';
import { env } from '#infra/env';
import type { OutgoingRecord, ProducerQueue } from '#infra/kafka';
import { isOver, isStopAsked, type Progress, readProgress, saveProgress } from '#stores/simulations';
import { createTraffic, type Traffic } from './traffic.ts';

const SLICE_MS = 50;
const SAVE_EVERY_MS = 250;
const ITEMS_PER_SEND = 500;
/** Beyond this many seconds of unacknowledged records the run waits for Kafka. */
const UNACKNOWLEDGED_SECONDS = 2;

type Parts = { redis: Redis; producer: ProducerQueue; isStopping: () => boolean };

/**
 * Runs a simulation from where it stands until it is over, stopped, or this process stops ('released': another takes it
 * up). What was sent but not noted as acknowledged is sent again with the same message IDs, so it is counted once.
 */
export async function runSimulation(parts: Parts, id: string): Promise<'over' | 'released'> {
  const found = await readProgress(parts.redis, id);
  if (!found || isOver(found.simulation)) return 'over';
  const startedAt = found.simulation.startedAt ?? new Date().toISOString();
  const simulation: Simulation = {
    ...found.simulation,
    state: 'running',
    startedAt,
    sent: found.simulation.acknowledged,
  };
  const run = new Run(parts, { simulation, next: found.next }, Date.parse(startedAt));
  return run.toEnd();
}

class Run {
  private readonly traffic: Traffic;
  private made: number;
  private failure: unknown;
  private readonly unacknowledged: Promise<void>[] = [];

  constructor(
    private readonly parts: Parts,
    private readonly progress: Progress,
    private readonly startMs: number,
  ) {
    this.traffic = createTraffic(progress.simulation, startMs);
    this.made = progress.next;
    for (let n = 0; n < progress.next; n += 1) this.traffic.next();
  }

  async toEnd(): Promise<'over' | 'released'> {
    const { simulation } = this.progress;
    let savedAt = 0;
    while (this.progress.next < this.traffic.total) {
      if (this.failure) return this.end('failed', String(this.failure));
      if (Date.now() - savedAt >= SAVE_EVERY_MS) {
        await this.save();
        savedAt = Date.now();
        if (await isStopAsked(this.parts.redis, simulation.id)) {
          await this.settle();
          return this.end('stopped', null);
        }
      }
      if (this.parts.isStopping()) {
        await this.settle();
        await this.save();
        return 'released';
      }
      this.sendDue();
      await new Promise((resolve) => setTimeout(resolve, SLICE_MS));
    }
    return this.end('done', null);
  }

  private sendDue(): void {
    const most = this.progress.next + this.progress.simulation.rate * UNACKNOWLEDGED_SECONDS;
    const due = Math.min(this.traffic.due(Date.now() - this.startMs), this.traffic.total, Math.ceil(most));
    while (this.made < due) this.send(Math.min(ITEMS_PER_SEND, due - this.made));
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
        this.progress.next += items;
        simulation.acknowledged += valid;
        simulation.malformed += items - valid;
        simulation.repeated += records.length - items;
      },
      (error: unknown) => {
        this.failure ??= error;
      },
    );
    this.unacknowledged.push(sending);
    void sending.finally(() => this.unacknowledged.splice(this.unacknowledged.indexOf(sending), 1));
  }

  private async settle(): Promise<void> {
    await Promise.all(this.unacknowledged);
  }

  private async save(): Promise<void> {
    const { simulation, next } = this.progress;
    simulation.progress = this.traffic.total === 0 ? 1 : next / this.traffic.total;
    await saveProgress(this.parts.redis, this.progress);
  }

  private async end(state: 'done' | 'stopped' | 'failed', error: string | null): Promise<'over'> {
    const { simulation } = this.progress;
    simulation.state = state;
    simulation.error = error;
    simulation.endedAt = new Date().toISOString();
    await this.save();
    return 'over';
  }
}
