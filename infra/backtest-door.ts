import type { Backtest } from '#contracts/backtest';
import type { BacktestRequest } from '#contracts/backtest-request';

/** null: the counts are not loaded yet. */
type Run = (request: BacktestRequest) => Promise<Backtest | null>;

/**
 * Next.js bundles the API apart from the rest of the process: modules are there twice, and only what is global is shared.
 * Through here the API asks for what is computed from the counts that this process holds in memory.
 */
const DOOR = Symbol.for('yeoul.backtest');
const shared = globalThis as { [DOOR]?: Run };

export function openBacktests(run: Run): void {
  shared[DOOR] = run;
}

/** null: nothing is loaded yet. */
export const runBacktest: Run = async (request) => (await shared[DOOR]?.(request)) ?? null;
