import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import type { Logger } from '#infra/logger';
import { lastCountedSecond } from '#server/live/waiting';
import { feedEnd, readFeed } from '#stores/alerts';
import { noteSilences } from '#stores/silence-notes';
import type { AlertInput } from './input.ts';
import { createJudge } from './judge.ts';

/** Evaluation waits this long into a second, so that the second before has been counted. */
const SETTLE_MS = 250;
const FEED_POLL_MS = 200;

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
  /** The clock that silences go by, epoch ms. */
  nowMs?: () => number;
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

/** Evaluates the rules each second, on one of all servers, and follows the feed of changes that all of them share. */
export function createAlertEngine(options: AlertEngineOptions) {
  const { redis, log, onAlert } = options;
  const clockSecond = options.clockSecond ?? (() => lastCountedSecond(Date.now(), 0));
  const nowMs = options.nowMs ?? Date.now;
  const judge = createJudge({ ...options, clockSecond });
  let failures = 0;
  let position: string | null = null;
  let loops: { stop(): Promise<void> }[] = [];

  /** Judges what is due; silences go by the clock, and are noted whether or not anything could be judged. */
  async function evaluateOnce(): Promise<void> {
    await judge.evaluateOnce();
    const token = judge.token();
    if (token !== null) await noteSilences(redis, token, nowMs());
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
    stats: (): AlertEngineStats => ({ ...judge.stats(), failures }),
    start() {
      const failed = () => {
        failures += 1;
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
      await judge.end();
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
