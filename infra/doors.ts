import type { Backtest } from '#contracts/backtest';
import type { BacktestRequest } from '#contracts/backtest-request';
import type { Snapshot, SubscribeRequest } from '#contracts/socket';

/**
 * Next.js bundles pages and API apart from the rest of the process: modules are there twice, and only what is global is
 * shared. Through a door they ask for what is computed from the counts that this process holds in memory.
 */
function createDoor<Request, Answer>(name: string) {
  const key = Symbol.for(`yeoul.${name}`);
  const shared = globalThis as { [key]?: (request: Request) => Promise<Answer | null> };
  return {
    open(answer: (request: Request) => Promise<Answer | null>): void {
      shared[key] = answer;
    },
    /** null: there is nothing to answer with yet. */
    ask: async (request: Request): Promise<Answer | null> => (await shared[key]?.(request)) ?? null,
  };
}

export const backtestDoor = createDoor<BacktestRequest, Backtest>('backtest');
/** What the socket answers to the same request. */
export const snapshotDoor = createDoor<SubscribeRequest, Snapshot>('snapshot');
