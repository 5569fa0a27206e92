import type { Rule } from './alert.ts';

/** The longest that a rule may have to hold, or to be clear. */
export const MAX_RULE_SECONDS = 86_400;

/**
 * What a limit may be, by what a rule measures: a share, a multiple of the mean, seconds, events a minute, records.
 * Apart from the schema: a page would have to load all of zod for it.
 */
export const LIMITS: Record<Rule['measure']['kind'], { min: number; max: number }> = {
  ratio: { min: 0, max: 1 },
  spike: { min: 1, max: 1_000 },
  noData: { min: 10, max: MAX_RULE_SECONDS },
  perUser: { min: 1, max: 1_000_000 },
  books: { min: 0, max: 1_000_000_000 },
};
