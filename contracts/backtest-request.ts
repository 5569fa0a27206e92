import { z } from 'zod';
import { BACKTEST_HOURS } from './backtest.ts';
import { NewRule } from './rule-edit.ts';

/** Body of POST /api/rules/backtest. */
export const BacktestRequest = z.strictObject({
  rule: NewRule,
  hours: z.union(BACKTEST_HOURS.map((hours) => z.literal(hours))),
  traffic: z.enum(['real', 'simulated']),
});
export type BacktestRequest = z.infer<typeof BacktestRequest>;
