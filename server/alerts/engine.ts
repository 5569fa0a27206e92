import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import type { Logger } from '#infra/logger';
import { saveAlertEvents } from '#stores/alert-events';
import { type AlertRecord, feedEnd, openRecords, readFeed, writeAlert } from '#stores/alerts';
import { endLease, holdLease, type Lease } from '#stores/evaluation-lease';
import { listRules } from '#stores/rules';
import { isNotifying } from '#stores/simulations';
import { evaluate } from './evaluate.ts';
import type { AlertInput } from './input.ts';

/** Evaluation waits this long into a second, so that the second before has been counted. */
const SETTLE_MS = 250;
const FEED_POLL_MS = 200;
/** Counting is always some milliseconds behind; from here on it is lag, and what is not counted yet is not judged. */
const LAG_MS = 2_000;
/** Seconds that were not judged, as nobody could, are judged one by one afterwards; after a longer pause they are not. */
const MAX_CATCH_UP_SECONDS = 120;
/** Once counting is further behind than this, whether nothing came is judged by the clock. */
const MAX_LAG_SECONDS = 60;

export type AlertEngineOptions = {
  redis: Redis;
  log: Logger;
  /** Called with the rules that are judged next: what only they ask for is counted from then on. */
  follow: (rules: Rule[]) => void;
  /** The aggregates as of a second; null while they aren't loaded, which skips the evaluation. */
  input: (second: number) => AlertInput | null;
  /** The last second that is over and counted, see lastCountedSecond. */
  countedSecond: () => number;
  /** The last second that is over by the clock. */
  clockSecond?: () => number;
  /** The newest events that an alert is of, as JSON. */
  eventsOf: (alert: Alert) => string[];
  /** Called for each change of any alert, whichever server made it. */
  onAlert: (alert: Alert) => void;
};

/**
 * For /metrics. `refused`: writes that another server was quicker to make. `lagSeconds`: how long ago the second was that
 * was judged last; `isLeader`: this server evaluates, all others wait.
 */
export type AlertEngineStats = {
  evaluations: number;
  failures: number;
  written: number;
  refused: number;
  lastMs: number;
  maxMs: number;
  lagSeconds: number;
  isLeader: boolean;
};

/** The last second that is over and counted. `behindMs`: age of the oldest record that is not counted, 0 when all are. */
export function lastCountedSecond(nowMs: number, behindMs: number): number {
  return Math.floor((nowMs - (behindMs > LAG_MS ? behindMs : 0)) / 1_000) - 1;
}

/** Rules that call somebody when nothing comes: the only ones that can be judged while counting stands still. */
const isOfSilence = ({ measure }: Rule) => measure.kind === 'noData';

/** Evaluates the rules each second, on one of all servers, and follows the feed of changes that all of them share. */
export function createAlertEngine(options: AlertEngineOptions) {
  const { redis, log, follow, input, countedSecond, eventsOf, onAlert } = options;
  const clockSecond = options.clockSecond ?? (() => lastCountedSecond(Date.now(), 0));
  const owner = randomUUID();
  const stats = { evaluations: 0, failures: 0, written: 0, refused: 0, lastMs: 0, maxMs: 0 };
  let lease: Lease | null = null;
  let judged: number | null = null;
  /** Up to here rules of silence were judged by the clock: what is counted later must not call anybody again. */
  let silenceJudged = Number.NEGATIVE_INFINITY;
  let position: string | null = null;
  let loops: { stop(): Promise<void> }[] = [];

  const held = () => lease && { ...lease, judgedSecond: judged };

  /** Takes or renews the lease, and notes what was judged by it, so that whoever is next goes on from there. */
  async function hold(): Promise<Lease | null> {
    lease = await holdLease(redis, owner, held());
    judged = lease?.judgedSecond ?? judged;
    return lease;
  }

  /** Judges each second up to the last one that is counted, if it is this server's turn. */
  async function evaluateOnce(): Promise<void> {
    let mine = await hold();
    if (!mine) return;
    const rules = await listRules(redis);
    follow(rules);
    const until = countedSecond();
    const before = judged;
    const startedAt = performance.now();
    for (let second = nextSecond(until); second <= until; second = nextSecond(until)) {
      const isLate = second <= silenceJudged;
      if (!(await evaluateSecond(rules, second, mine.token, (rule) => !isLate || !isOfSilence(rule)))) return;
      judged = second;
      // In each round: a long catch-up outlasts the lease, and a server may die in it.
      mine = await hold();
      if (!mine) return;
    }
    await evaluateSilence(rules, until, mine.token);
    if (judged === before) return;
    stats.evaluations += 1;
    stats.lastMs = performance.now() - startedAt;
    stats.maxMs = Math.max(stats.maxMs, stats.lastMs);
  }

  function nextSecond(until: number): number {
    return judged !== null && judged >= until - MAX_CATCH_UP_SECONDS ? judged + 1 : until;
  }

  /** While counting stands still no rule can be judged, but that nothing comes is to call somebody, whatever the reason. */
  async function evaluateSilence(rules: Rule[], until: number, token: string): Promise<void> {
    const second = clockSecond();
    if (second - until <= MAX_LAG_SECONDS) return;
    if (await evaluateSecond(rules, second, token, isOfSilence)) silenceJudged = second;
  }

  /** Judges some of the rules, and leaves the others' alerts as they are. False: the aggregates are not loaded yet. */
  async function evaluateSecond(rules: Rule[], second: number, token: string, isJudged: (rule: Rule) => boolean) {
    const left = new Set(rules.filter((rule) => !isJudged(rule)).map(({ id }) => id));
    const open: AlertRecord[] = (await openRecords(redis)).filter(({ alert }) => !left.has(alert.ruleId));
    const now = input(second);
    if (!now) return false;
    for (const { previous, next } of evaluate(rules.filter(isJudged), now, open)) {
      if (!previous && next.alert.traffic === 'simulated') next.alert.notify = await isNotifying(redis);
      // Kept before it is told: who is told may ask for them.
      if (next.alert.state === 'firing' && previous?.alert.state !== 'firing')
        await saveAlertEvents(redis, next.alert.id, eventsOf(next.alert));
      if (await writeAlert(redis, previous, next, token)) stats.written += 1;
      else stats.refused += 1;
    }
    return true;
  }

  /** Hands on what the feed got since the last look. */
  async function followFeed(): Promise<void> {
    position ??= await feedEnd(redis);
    let more = true;
    while (more) {
      const batch = await readFeed(redis, position);
      more = batch.alerts.length > 0;
      position = batch.position;
      for (const alert of batch.alerts) onAlert(alert);
    }
  }

  return {
    evaluateOnce,
    followFeed,
    stats: (): AlertEngineStats => ({
      ...stats,
      isLeader: lease !== null,
      lagSeconds: judged === null || !lease ? 0 : Math.max(0, clockSecond() - judged),
    }),
    start() {
      const failed = () => {
        stats.failures += 1;
      };
      loops = [
        every(
          () => SETTLE_MS + 1_000 - (Date.now() % 1_000),
          evaluateOnce,
          quiet(log, "Alerts can't be evaluated", failed),
        ),
        every(() => FEED_POLL_MS, followFeed, quiet(log, "Changed alerts can't be read", failed)),
      ];
    },
    /** Resolves when what was under way has ended. */
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      loops = [];
      // Without Redis it ends by itself.
      await endLease(redis, owner, held()).catch(() => {});
      lease = null;
    },
  };
}

type Report = (error: unknown) => void;

/** Runs `task` now and again and again, waiting `delayMs()` between the end of one run and the next. */
function every(delayMs: () => number, task: () => Promise<void>, report: Report) {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(run, 0);
  function run() {
    running = task()
      .then(() => report(null), report)
      .then(() => {
        if (!stopped) timer = setTimeout(run, delayMs());
      });
  }
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

/** Logs the first of a row of failures, and when it works again. */
function quiet(log: Logger, message: string, failed: () => void): Report {
  let failing = false;
  return (error) => {
    if (error) failed();
    if (error && !failing) log.warn({ err: error }, `${message}; trying on`);
    if (!error && failing) log.info(`${message}: over, it works again`);
    failing = Boolean(error);
  };
}
