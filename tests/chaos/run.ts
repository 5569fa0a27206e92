import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counts } from '#contracts/api';
import type { Pipeline } from '#contracts/pipeline';
import { createLogger } from '#infra/logger';
import { say } from '#scripts/report';
import { stopSignal } from '#scripts/signals';
import { readDeadLetters } from '#tests/helpers/dead-letters';
import { get } from '#tests/helpers/http';
import { until } from '#tests/helpers/until';
import { createRandom } from '#workers/simulator/random';
import { answering, type Cluster, startCluster, WEBS } from './cluster.ts';
import type { Fault, FaultContext } from './faults/fault.ts';
import { FAULTS } from './faults/index.ts';
import { Ledger } from './ledger.ts';
import { PeakMemory } from './memory.ts';
import type { ChaosOptions } from './options.ts';
import { LedgerProducer } from './producer.ts';
import type { FaultLine, Report } from './report.ts';
import { Watcher } from './watcher.ts';

const WARM_UP_MS = 4_000;
const FRESH_LIMIT_MS = 60_000;
const DRAIN_LIMIT_MS = 90_000;
/** What a control has lost never drains; it is to be caught within two minutes. */
const CONTROL_DRAIN_LIMIT_MS = 20_000;
/** After a recovery, this long at least and twice that at most until the next fault. */
const PAUSE_MS = 250;

export class ChaosRun {
  private readonly random: () => number;
  private readonly ledger = new Ledger();
  private readonly faults: FaultLine[] = [];
  private readonly wrong: string[] = [];
  private readonly problems: string[] = [];
  private readonly startedAt = Date.now();
  private readonly log = createLogger('chaos');
  private readonly onSlow = (what: string) => say(`         ${what}`);
  private deck: Fault[] = [];

  constructor(
    private readonly options: ChaosOptions,
    private readonly projectRoot?: string,
  ) {
    this.random = createRandom(options.seed);
    // Its own clients meet every fault too; what the processes say of them is in their log files.
    this.log.level = 'silent';
  }

  async run(): Promise<Report> {
    const cluster = await startCluster(createRandom(this.options.seed + 1), this.projectRoot);
    const memory = new PeakMemory(() => ({
      ...cluster.stack.pids,
      kafka: cluster.kafka.pid(),
      redis: cluster.redis.pid(),
    }));
    const watchers = WEBS.map((_, index) => new Watcher(cluster.stack.urls, index, this.onSlow));
    try {
      const producer = this.createProducer(cluster);
      await producer.start();
      await sleep(WARM_UP_MS);
      await this.injectFaults(cluster, producer, watchers);
      await producer.stop();
      return await this.settle(cluster, watchers, memory);
    } finally {
      memory.stop();
      for (const watcher of watchers) watcher.stop();
      await cluster.stop();
    }
  }

  private createProducer(cluster: Cluster): LedgerProducer {
    return new LedgerProducer({
      log: this.log,
      brokers: [cluster.kafka.address],
      topic: cluster.stack.env.KAFKA_TOPIC,
      rate: this.options.rate,
      runId: randomUUID().slice(0, 8),
      random: createRandom(this.options.seed + 2),
      ledger: this.ledger,
    });
  }

  private async injectFaults(cluster: Cluster, producer: LedgerProducer, watchers: Watcher[]): Promise<void> {
    const context: FaultContext = {
      cluster,
      producer,
      choose: (choices) => choices[Math.floor(this.random() * choices.length)] as (typeof choices)[number],
      drained: async () => void (await this.drained(cluster)),
    };
    const end = Date.now() + this.options.minutes * 60_000;
    const { leastFaults, leastEvents } = this.options;
    const isEnough = () =>
      Date.now() >= end && this.faults.length >= leastFaults && this.ledger.expected.records >= leastEvents;
    while (!isEnough() && !stopSignal.aborted) {
      await this.inject(this.nextFault(), context, watchers);
      await sleep(PAUSE_MS * (1 + this.random()));
    }
  }

  /** Every kind comes once, in random order, before any comes again. */
  private nextFault(): Fault {
    if (this.deck.length === 0) {
      this.deck = FAULTS.filter(({ kind }) => this.options.faults.includes(kind));
      for (let i = this.deck.length - 1; i > 0; i -= 1) {
        const j = Math.floor(this.random() * (i + 1));
        [this.deck[i], this.deck[j]] = [this.deck[j] as Fault, this.deck[i] as Fault];
      }
    }
    return this.deck.pop() as Fault;
  }

  private async inject(fault: Fault, context: FaultContext, watchers: Watcher[]): Promise<void> {
    const atSeconds = Math.round((Date.now() - this.startedAt) / 1_000);
    const line: FaultLine = { kind: fault.kind, target: '', atSeconds, recoveryMs: null, gapMs: null };
    this.faults.push(line);
    for (const watcher of watchers) watcher.takeLongestGap();
    try {
      const { since, target, blind, over } = await fault.inject(context);
      line.target = target;
      const before = this.ledger.madeSince(Math.floor(since / 1_000));
      const [freshAt] = await Promise.all([this.firstFresh(context.cluster, watchers, since, before, blind), over]);
      line.recoveryMs = freshAt - since;
      // A browser of a frozen web process, or of one that is cut off, gets nothing: a load balancer would take it away.
      if (!blind) line.gapMs = Math.max(...watchers.map((watcher) => watcher.takeLongestGap()));
      else await this.seesAgain(watchers);
      say(`${String(atSeconds).padStart(5)} s  ${fault.kind} (${target}): fresh after ${line.recoveryMs} ms`);
    } catch (error) {
      line.error = error instanceof Error ? error.message : String(error);
      this.problems.push(`${fault.kind} at ${atSeconds} s: ${line.error}`);
      say(`${String(atSeconds).padStart(5)} s  ✗ ${fault.kind} (${line.target}): ${line.error}`);
    }
  }

  /** The web process is in service again, and its browsers' silence is not taken for that of the next fault. */
  private async seesAgain(watchers: Watcher[]): Promise<void> {
    const since = Date.now();
    const before = this.ledger.madeSince(Math.floor(since / 1_000));
    await Promise.all(watchers.map((watcher) => watcher.fresh(since, before, FRESH_LIMIT_MS)));
  }

  /** When the last of the browsers that can see anything was shown a fresh count. */
  private async firstFresh(
    cluster: Cluster,
    watchers: Watcher[],
    since: number,
    before: number[],
    blind: string | undefined,
  ): Promise<number> {
    const urls = cluster.stack.urls.filter((_, index) => WEBS[index] !== blind);
    const seeing = watchers.filter(({ url }) => urls.includes(url));
    const newcomer = seeing.length === 0 ? new Watcher(urls, 0, this.onSlow) : null;
    try {
      const all = newcomer ? [newcomer] : seeing;
      return Math.max(...(await Promise.all(all.map((watcher) => watcher.fresh(since, before, FRESH_LIMIT_MS)))));
    } finally {
      newcomer?.stop();
    }
  }

  /** The pipeline when everything that Kafka acknowledged is relayed and settled. */
  private drained(cluster: Cluster): Promise<Pipeline> {
    const { expected } = this.ledger;
    return until(
      'all is settled',
      async () => {
        const pipeline = await cluster.pipeline();
        const { relayed, lost, toCome, pending, unread, rejectsWaiting } = pipeline.books;
        if (relayed + lost >= expected.records && toCome + pending + unread + rejectsWaiting === 0) return pipeline;
        throw new Error(`of ${expected.records} records the books say ${JSON.stringify(pipeline.books)}`);
      },
      this.options.control ? CONTROL_DRAIN_LIMIT_MS : DRAIN_LIMIT_MS,
    );
  }

  private async settle(cluster: Cluster, watchers: Watcher[], memory: PeakMemory): Promise<Report> {
    const { malformed, ...expected } = this.ledger.expected;
    const pipeline = await this.drained(cluster).catch((error: Error) => {
      this.wrong.push(error.message);
      return null;
    });
    const { lost, doubled, cells } = this.ledger.compare(await this.readCounts(cluster));
    const deadLetters = await this.readRejects(cluster, malformed);
    if (lost + doubled > 0) this.wrong.push(`${lost} lost and ${doubled} doubled in ${cells.length} cells`);
    if (deadLetters.missing + deadLetters.unexpected > 0)
      this.wrong.push(`events.dlq: ${deadLetters.missing} missing, ${deadLetters.unexpected} unexpected`);
    if (pipeline) await this.compareBooks(pipeline, watchers);
    for (const kind of this.options.faults)
      if (!this.faults.some((fault) => fault.kind === kind && fault.recoveryMs !== null))
        this.problems.push(`${kind} was not injected: the time was too short, or it failed`);
    return {
      options: this.options,
      startedAt: new Date(this.startedAt).toISOString(),
      seconds: (Date.now() - this.startedAt) / 1_000,
      events: expected.records,
      expected: { ...expected, malformed: malformed.size },
      faults: this.faults,
      lost,
      doubled,
      cells,
      deadLetters,
      books: pipeline?.books ?? null,
      wrong: this.wrong,
      problems: this.problems,
      peakMemoryMb: memory.peaksMb,
    };
  }

  private async compareBooks({ books }: Pipeline, watchers: Watcher[]): Promise<void> {
    const { counted, duplicates, late, future, malformed } = this.ledger.expected;
    const expected = { counted, duplicates, late, future, rejected: malformed.size, lost: 0, doubled: 0, gaps: 0 };
    for (const [name, value] of Object.entries(expected)) {
      const found = books[name as keyof typeof expected];
      if (found !== value) this.wrong.push(`the books say ${found} ${name}, the ledger ${value}`);
    }
    for (const watcher of watchers)
      await until('the page shows the total', async () => watcher.total === counted, 5_000).catch(() =>
        this.wrong.push(`a browser shows ${watcher.total} events of ${counted}`),
      );
  }

  private async readCounts(cluster: Cluster): Promise<Counts> {
    const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
    const url = await answering(cluster.stack);
    // The oldest events are six minutes late; more windows than one answer may hold are read in parts.
    const parts: Counts[] = [];
    const hour = 3_000_000;
    for (let from = this.startedAt - 400_000; from < Date.now() + 2_000; from += hour) {
      const to = Math.min(from + hour, Date.now() + 2_000);
      parts.push(await get<Counts>(`${url}/api/counts?from=${iso(from)}&to=${iso(to)}&step=1s&traffic=real`));
    }
    return { ...(parts[0] as Counts), series: parts.flatMap(({ series }) => series) };
  }

  private async readRejects(
    cluster: Cluster,
    malformed: Set<string>,
  ): Promise<{ missing: number; unexpected: number }> {
    const topic = cluster.stack.env.KAFKA_DLQ_TOPIC;
    try {
      const letters = await readDeadLetters(topic, malformed.size, [cluster.kafka.address]);
      const found = new Set(letters.map(({ value }) => value));
      return {
        missing: [...malformed].filter((value) => !found.has(value)).length,
        unexpected: [...found].filter((value) => !malformed.has(value)).length,
      };
    } catch (error) {
      this.wrong.push(String(error));
      return { missing: malformed.size, unexpected: 0 };
    }
  }
}
