import { setTimeout as sleep } from 'node:timers/promises';
import { createKafka, createProducer, type OutgoingRecord, type ProducerQueue } from '#infra/kafka';
import type { Logger } from '#infra/logger';
import { type Ledger, NAMES } from './ledger.ts';

const SLICE_MS = 20;
/** Re-sent records are picked from so many of the newest ones. */
const RECENT = 2_000;
const MAX_UNACKNOWLEDGED_SECONDS = 3;
const DAY = 86_400;

type Sent = { partition: number; value: string; hasId: boolean };

/**
 * Writes events straight to Kafka at a steady rate and keeps the ledger: 2 % are sent again, 0.1 % are malformed,
 * 0.1 % are too old, 0.1 % are from the future, 1 % are some minutes late, and a tenth have no messageId, so that
 * nothing but the pipeline's own exactness keeps them from counting twice.
 */
export class LedgerProducer {
  private producer: ProducerQueue | undefined;
  private loop: Promise<void> | undefined;
  private running = false;
  private unacknowledged = 0;
  private made = 0;
  private recent: Sent[] = [];
  private failure: unknown;

  constructor(
    private readonly parts: {
      log: Logger;
      brokers: string[];
      topic: string;
      rate: number;
      runId: string;
      random: () => number;
      ledger: Ledger;
    },
  ) {}

  async start(): Promise<void> {
    const { log, brokers } = this.parts;
    this.producer = createProducer(createKafka(log, 'chaos', { brokers }));
    await this.producer.connect();
    this.running = true;
    this.loop = this.run();
  }

  /** What was made before is never sent again: a topic made anew knows no message ID of the old one. */
  forgetRecent(): void {
    this.recent = [];
  }

  /** Returns when Kafka has acknowledged everything. */
  async stop(): Promise<void> {
    this.running = false;
    await this.loop;
    while (this.unacknowledged > 0 && !this.failure) await sleep(SLICE_MS);
    await this.producer?.close();
    if (this.failure) throw new Error(`Kafka refused records of the ledger: ${this.failure}`);
  }

  private async run(): Promise<void> {
    const { rate } = this.parts;
    let owed = 0;
    let last = Date.now();
    while (this.running) {
      await sleep(SLICE_MS);
      const now = Date.now();
      owed = Math.min(owed + ((now - last) / 1_000) * rate, rate);
      last = now;
      if (this.unacknowledged > rate * MAX_UNACKNOWLEDGED_SECONDS) continue;
      const records = Array.from({ length: Math.floor(owed) }, () => this.next(now));
      owed -= records.length;
      if (records.length > 0) this.send(records);
    }
  }

  private send(records: OutgoingRecord[]): void {
    this.unacknowledged += records.length;
    this.parts.ledger.expected.records += records.length;
    this.producer?.send(this.parts.topic, records).then(
      () => {
        this.unacknowledged -= records.length;
      },
      (error: unknown) => {
        this.failure ??= error;
      },
    );
  }

  private next(now: number): OutgoingRecord {
    const { random, ledger } = this.parts;
    const { expected } = ledger;
    const dice = random();
    const partition = Math.floor(random() * NAMES.length);
    if (dice < 0.02) {
      const again = this.recent[Math.floor(random() * this.recent.length)];
      if (again?.hasId) {
        expected.duplicates += 1;
        return { key: 'k', value: again.value, partition: again.partition };
      }
    }
    this.made += 1;
    if (dice > 0.999) {
      const value = `{"type":"track","n":${this.made},"run":"${this.parts.runId}"`;
      expected.malformed.add(value);
      return { key: 'k', value, partition };
    }
    const kind = dice > 0.998 ? 'late' : dice > 0.997 ? 'future' : 'counted';
    const ageSeconds = { late: 400 * DAY, future: -DAY, counted: dice > 0.987 ? 60 + Math.floor(random() * 300) : 0 };
    const atMs = now - ageSeconds[kind] * 1_000;
    if (kind === 'counted') ledger.addCounted(partition, Math.floor(atMs / 1_000));
    else expected[kind] += 1;
    return this.event(partition, atMs, kind === 'counted');
  }

  private event(partition: number, atMs: number, isCounted: boolean): OutgoingRecord {
    const { runId } = this.parts;
    const hasId = this.made % 10 !== 0;
    const value = JSON.stringify({
      type: 'track',
      event: NAMES[partition],
      ...(hasId ? { messageId: `${runId}-${this.made}` } : {}),
      userId: `user-${this.made % 997}`,
      timestamp: new Date(atMs).toISOString(),
      properties: { revenue: 100, query: `query ${this.made % 7}`, name: `product ${this.made % 11}` },
    });
    if (isCounted) {
      if (this.recent.length < RECENT) this.recent.push({ partition, value, hasId });
      else this.recent[this.made % RECENT] = { partition, value, hasId };
    }
    return { key: `user-${this.made % 997}`, value, partition };
  }
}
