import type { Redis } from 'ioredis';
import type { Alert } from '#contracts/alert';
import type { Logger } from '#infra/logger';
import { feedEnd, openRecords, readFeed, writeAlert } from '#stores/alerts';
import { listRules } from '#stores/rules';
import { evaluate } from './evaluate.ts';
import type { AlertInput } from './input.ts';

/** Evaluation waits this long into a second, so that the second before has been counted. */
const SETTLE_MS = 250;
const FEED_POLL_MS = 200;

export type AlertEngineOptions = {
  redis: Redis;
  log: Logger;
  /** The aggregates at this moment; null while they aren't loaded, which skips the evaluation. */
  input: () => AlertInput | null;
  /** Called for each change of any alert, whichever server made it. */
  onAlert: (alert: Alert) => void;
};

/** For /metrics. `refused`: writes that another server was quicker to make. */
export type AlertEngineStats = {
  evaluations: number;
  failures: number;
  written: number;
  refused: number;
  lastMs: number;
  maxMs: number;
};

/** Evaluates the rules each second and follows the feed of changes that all servers share. */
export function createAlertEngine({ redis, log, input, onAlert }: AlertEngineOptions) {
  const stats: AlertEngineStats = { evaluations: 0, failures: 0, written: 0, refused: 0, lastMs: 0, maxMs: 0 };
  let position: string | null = null;
  let loops: { stop(): Promise<void> }[] = [];

  /** One evaluation now. */
  async function evaluateOnce(): Promise<void> {
    const rules = await listRules(redis);
    const open = await openRecords(redis);
    // Taken after the read, so that it is not older than the alerts it is compared with.
    const now = input();
    if (!now) return;
    const startedAt = performance.now();
    const changes = evaluate(rules, now, open);
    stats.evaluations += 1;
    stats.lastMs = performance.now() - startedAt;
    stats.maxMs = Math.max(stats.maxMs, stats.lastMs);
    for (const { previous, next } of changes) {
      if (await writeAlert(redis, previous, next)) stats.written += 1;
      else stats.refused += 1;
    }
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
    stats: (): AlertEngineStats => ({ ...stats }),
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
