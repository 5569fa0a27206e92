import type { Redis } from 'ioredis';
import type { Focus, FocusSeries } from '#contracts/focus';
import type { Pipeline } from '#contracts/pipeline';
import { RANGE_SECONDS, RANGES } from '#contracts/ranges';
import { type Measure, quantitiesOf, type Rule } from '#contracts/rule';
import type { Silence } from '#contracts/silence';
import type { Simulation } from '#contracts/simulation';
import type { Bucket, Freshness, Panels, Range, Snapshot, Split, Tick } from '#contracts/socket';
import { env } from '#infra/env';
import type { AlertInput } from '#server/alerts/input';
import { listAlerts } from '#stores/alerts';
import { readCountedSince } from '#stores/counted-since';
import { readPipeline } from '#stores/pipeline';
import { listRules } from '#stores/rules';
import { listSilences, silencesVersion } from '#stores/silences';
import { listSimulations, simulationsVersion } from '#stores/simulations';
import { Busiest } from './busiest.ts';
import { DistinctUsers, isBySecond } from './distinct-users.ts';
import { LiveFigures } from './figures.ts';
import { focusSeries } from './focus-series.ts';
import { MinuteHistory } from './minute-history.ts';
import { Minutes } from './minutes.ts';
import { pageUsers } from './page-users.ts';
import { RecentUsers } from './recent-users.ts';
import { type RuleSources, ruleInput } from './rule-input.ts';
import { type RuleSeries, userSpanOf } from './rule-series.ts';
import { lastCountedSecond } from './waiting.ts';
import { Windows } from './windows.ts';

const SIMULATIONS = 10;
const ALERTS = 50;
/** What is read once a second may be older than the newest counts by this. */
const MAX_SLOW_AGE_MS = 2_000;

/** What all browsers of this instance are shown: copies of the shared aggregates, and the ticks made of them. */
export class LiveState {
  private readonly windows: Windows;
  private readonly minutes: Minutes;
  private readonly history: MinuteHistory;
  private readonly users: DistinctUsers;
  private readonly recentUsers: RecentUsers;
  private readonly busiest: Busiest;
  private readonly figures: LiveFigures;
  private readonly seq = Object.fromEntries(RANGES.map((range) => [range, 0])) as Record<Range, number>;
  private dirty = Object.fromEntries(RANGES.map((range) => [range, new Set<number>()])) as Record<Range, Set<number>>;
  private simulations: Simulation[] = [];
  /** Another one once the simulations are others. */
  simulationsAt = '';
  private silences: Silence[] = [];
  /** Another one once the silences are others. */
  silencesAt = '';
  pipeline: Pipeline | null = null;
  /** When the last reading of what is read once a second was begun that came through. */
  private slowAt = 0;

  constructor(
    private readonly redis: Redis,
    private readonly ofRules: RuleSeries,
  ) {
    this.windows = new Windows(redis);
    this.minutes = new Minutes(redis);
    this.history = new MinuteHistory(redis);
    this.users = new DistinctUsers(redis);
    this.recentUsers = new RecentUsers(redis);
    this.busiest = new Busiest(redis);
    this.figures = new LiveFigures(this.windows, this.minutes, this.users);
  }

  /** Redis came back, perhaps as of an earlier moment: read all again, and let browsers see a gap. */
  reset(): void {
    this.windows.reset();
    this.minutes.reset();
    this.history.reset();
    this.users.reset();
    this.recentUsers.reset();
    this.busiest.reset();
    this.silencesAt = '';
    this.slowAt = 0;
    for (const range of RANGES) this.seq[range] += 1;
  }

  /** From now on what these rules ask for is counted, and kept by name. */
  follow(rules: readonly Rule[]): void {
    this.ofRules.follow(rules);
    this.windows.keep(this.ofRules.names);
    this.history.keep(this.ofRules.names);
  }

  /** Four times a second: the newest counts, and simulations. */
  async refreshCounts(): Promise<void> {
    const [seconds, version] = await Promise.all([this.windows.refresh(), simulationsVersion(this.redis)]);
    for (const range of RANGES) {
      const { bucket } = RANGE_SECONDS[range];
      for (const second of seconds) this.dirty[range].add(second - (second % bucket));
    }
    if (version === this.simulationsAt) return;
    this.simulations = await listSimulations(this.redis, SIMULATIONS);
    this.simulationsAt = version;
  }

  /** Once a second: what is kept by minute, the books, and silences. */
  async refreshSlow(): Promise<void> {
    const beganAt = Date.now();
    this.follow(await listRules(this.redis));
    this.ofRules.noteSince(await readCountedSince(this.redis, this.ofRules.ids));
    const minutes = this.minutes
      .refresh()
      .then(() => this.busiest.refresh((kind, minute) => this.minutes.viewed(kind, minute), this.ofRules.ranked));
    const { spans } = this.ofRules;
    const users = this.users.refresh(spans.filter((span) => !isBySecond(span)));
    const copies = [minutes, this.history.refresh(), users, this.recentUsers.refresh(spans.filter(isBySecond))];
    const reads = [readPipeline(this.redis), silencesVersion(this.redis), Promise.all(copies)] as const;
    const [pipeline, version] = await Promise.all(reads);
    this.pipeline = pipeline;
    this.slowAt = beganAt;
    if (version === this.silencesAt) return;
    this.silences = await listSilences(this.redis);
    this.silencesAt = version;
  }

  async snapshot(range: Range, focus?: Focus): Promise<Omit<Snapshot, 'feed'>> {
    const ofUsers = focus ? pageUsers(focus) : null;
    const [alerts] = await Promise.all([
      listAlerts(this.redis, { limit: ALERTS }),
      ofUsers && this.users.loadActive(ofUsers),
    ]);
    // Nothing is awaited from here on: a tick that was sent meanwhile would look like a gap behind this snapshot.
    const now = nowSecond();
    return {
      ...this.head(range),
      buckets: this.figures.bucketStarts(range, now).map((at) => this.figures.bucket(range, at)),
      panels: this.panels(range),
      alerts,
      simulations: this.simulations,
      silences: this.silences,
      pipeline: this.pipeline,
      focus: focus ? this.focusSeries(range, focus) : null,
      settings: { currency: env().CURRENCY, timeZone: env().TIME_ZONE, projectName: env().PROJECT_NAME },
    };
  }

  /** The next tick of a range; it takes the changes since the one before with it. */
  tick(range: Range, with_: { panels: boolean; simulations: boolean; silences: boolean }): Tick {
    const now = nowSecond();
    this.seq[range] += 1;
    return {
      ...this.head(range),
      buckets: this.changedBuckets(range, now),
      ...(with_.panels ? { panels: this.panels(range) } : {}),
      ...(with_.simulations ? { simulations: this.simulations } : {}),
      ...(with_.silences ? { silences: this.silences } : {}),
    };
  }

  /** One focus, over the whole range. */
  focusSeries(range: Range, focus: Focus): FocusSeries {
    return focusSeries({ windows: this.windows, minutes: this.minutes, users: this.users }, range, focus, nowSecond());
  }

  /** Ranges that nobody watches need no list of changes. */
  forgetChanges(range: Range): void {
    this.dirty[range].clear();
  }

  /** What rules are evaluated on; null until the shared counts have been read. */
  alertInput(second: number): AlertInput | null {
    if (!this.isFreshFor(second)) return null;
    const sources = this.ruleSources();
    return sources && ruleInput(sources, second, 1);
  }

  /** Whether the copies are of a moment after this second; what is read once a second may be as much older. */
  private isFreshFor(second: number): boolean {
    const overAt = (second + 1) * 1_000;
    return this.windows.refreshedAt >= overAt && this.slowAt >= overAt - MAX_SLOW_AGE_MS;
  }

  /** The same copies, as of any moment that is kept; null until they have been read. */
  ruleSources(): RuleSources | null {
    if (!this.windows.loaded) return null;
    return {
      seconds: this.windows.rings,
      minutes: this.history.rings,
      secondsSince: this.windows.since,
      minutesSince: this.history.since,
      users: (span, second, kind) => (isBySecond(span) ? this.recentUsers : this.users).at(span, second, kind),
      busiest: (of, kind, second) => this.busiest.at(of, kind, second),
      busiestSince: (of, kind) => this.busiest.oldest(of, kind),
      wrongRecords: this.pipeline && this.pipeline.books.lost + this.pipeline.books.doubled,
      usersToCome: (span, second) => this.users.isToCome(span, second),
      isCounted: (idOrName) => this.ofRules.has(idOrName),
      countedSince: (id) => this.ofRules.countedSince(id),
      newest: this.windows.newest,
    };
  }

  /** Reads what a backtest of this measure needs beside them. */
  async loadFor(measure: Measure): Promise<void> {
    if (!('windowSeconds' in measure)) return;
    const { windowSeconds } = measure;
    const ofUsers = quantitiesOf(measure).filter(({ of }) => of === 'users');
    await Promise.all(ofUsers.map((quantity) => this.users.load(userSpanOf(quantity, windowSeconds))));
  }

  /** The last second that is over and counted. */
  countedSecond(): number {
    return lastCountedSecond(Date.now(), this.windows.waiting.behindMs);
  }

  /** What a snapshot and a tick begin with alike. */
  private head(range: Range) {
    const figures = this.figures.figures(range, this.countedSecond());
    return { seq: this.seq[range], range, freshness: this.freshness(), total: this.total(), figures };
  }

  /** As of what is counted: that nothing of a later second is known yet is no drop. */
  private panels(range: Range): Panels {
    return this.figures.panels(range, this.countedSecond());
  }

  private changedBuckets(range: Range, now: number): Bucket[] {
    const starts = this.figures.bucketStarts(range, now);
    const changed = this.dirty[range];
    this.dirty[range] = new Set();
    const newest = starts.length - 2;
    return starts.filter((at, index) => index >= newest || changed.has(at)).map((at) => this.figures.bucket(range, at));
  }

  private total(): Split {
    return { real: this.windows.total.r, simulated: this.windows.total.s };
  }

  private freshness(): Freshness {
    const { r, s } = this.windows.newest;
    const newest = Math.max(r ?? -1, s ?? -1);
    const watermark = newest < 0 ? null : newest * 1_000;
    return { serverTime: Date.now(), watermark, behindMs: this.windows.waiting.behindMs };
  }
}

const nowSecond = () => Math.floor(Date.now() / 1_000);
