import { randomUUID } from 'node:crypto';
import type { Rule } from '#contracts/rule';
import { saveAlertEvents } from '#stores/alert-events';
import { openRecords, writeAlert } from '#stores/alerts';
import { endLease, holdLease, type Lease } from '#stores/evaluation-lease';
import { listRules } from '#stores/rules';
import { isNotifying } from '#stores/simulations';
import type { AlertEngineOptions } from './engine.ts';
import { evaluate } from './evaluate.ts';
import { withoutFuture } from './state.ts';

/** Seconds that were not judged, as nobody could, are judged one by one afterwards; after a longer pause they are not. */
const MAX_CATCH_UP_SECONDS = 120;
/** Once counting is further behind than this, whether nothing came is judged by the clock. */
const MAX_LAG_SECONDS = 60;
/** Servers' clocks differ by less; what is further ahead is of one that was wrong, and would stop all others until then. */
const MAX_AHEAD_SECONDS = 60;

/** Rules that call somebody when nothing comes: the only ones that can be judged while counting stands still. */
const isOfSilence = ({ measure }: Rule) => measure.kind === 'noData';

type JudgeOptions = Omit<Required<AlertEngineOptions>, 'onAlert' | 'nowMs'>;

/** Evaluates the rules, second by second, while this server holds the lease, whose token it gives meanwhile. */
export function createJudge({ redis, log, follow, input, countedSecond, clockSecond, eventsOf }: JudgeOptions) {
  const owner = randomUUID();
  const stats = { evaluations: 0, written: 0, refused: 0, lastMs: 0, maxMs: 0 };
  let lease: Lease | null = null;
  let judged: number | null = null;
  /** Up to here rules of silence were judged by the clock: what is counted later must not call anybody again. */
  let silenceJudged = Number.NEGATIVE_INFINITY;

  const held = () => lease && { ...lease, judgedSecond: judged };

  /** Takes or renews the lease, and notes what was judged by it, so that whoever is next goes on from there. */
  async function hold(): Promise<Lease | null> {
    lease = await holdLease(redis, owner, held());
    judged = lease?.judgedSecond ?? judged;
    if (lease && judged !== null && judged > clockSecond() + MAX_AHEAD_SECONDS) {
      log.warn(
        { judged },
        'A server whose clock is ahead has judged seconds that are still to come; judging on from now',
      );
      judged = null;
    }
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
    const latest = clockSecond() + MAX_AHEAD_SECONDS;
    const open = (await openRecords(redis))
      .filter(({ alert }) => !left.has(alert.ruleId))
      .map((record) => (record.evaluatedAt > latest ? withoutFuture(record, second) : record));
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

  return {
    evaluateOnce,
    token: () => lease?.token ?? null,
    stats: () => ({
      ...stats,
      isLeader: lease !== null,
      lagSeconds: judged === null || !lease ? 0 : Math.max(0, clockSecond() - judged),
    }),
    async end(): Promise<void> {
      // Without Redis it ends by itself.
      await endLease(redis, owner, held()).catch(() => {});
      lease = null;
    },
  };
}
