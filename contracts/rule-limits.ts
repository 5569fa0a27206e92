import type { Measure, Rule } from './rule.ts';

/** The longest that a rule may have to hold, or to be clear. */
export const MAX_RULE_SECONDS = 86_400;
export const MIN_WINDOW_SECONDS = 10;
export const MAX_WINDOW_SECONDS = 86_400;
/** Distinct users are kept by minute, for two hours. */
export const MAX_USERS_WINDOW_SECONDS = 3_600;
export const MAX_NAMES = 20;
export const MAX_RULES = 500;
export const MAX_FILTERS = 5;
/** Quantities with a filter, of all rules together: each costs a look at each event. */
export const MAX_FILTERED_QUANTITIES = 50;

const MINUTE = 60;
const MAX_AMOUNT = 1e12;

/** A share is written as a percentage: of two amounts of the same kind. */
export const isShare = (measure: Measure): boolean =>
  measure.kind === 'ratio' && measure.numerator.of === measure.denominator.of;

/**
 * What a limit may be: a share, a multiple of what is usual or standard deviations, seconds, or an amount.
 * Apart from the schema: a page would have to load all of zod for it.
 */
export function limitsOf({ measure, compare }: Pick<Rule, 'measure' | 'compare'>): { min: number; max: number } {
  if (compare.to !== 'number') return { min: 0.01, max: 1_000 };
  if (measure.kind === 'noData') return { min: 10, max: MAX_RULE_SECONDS };
  if (measure.kind === 'perUser' || measure.kind === 'perProduct') return { min: 1, max: 1_000_000 };
  return { min: 0, max: isShare(measure) ? 10 : MAX_AMOUNT };
}

/** What is wrong with a rule as a whole, at which path; null: nothing. Each field by itself is right already. */
export function faultOf(
  rule: Pick<Rule, 'measure' | 'compare' | 'limit'>,
): { path: 'limit' | 'measure' | 'compare'; message: string } | null {
  const { measure, compare, limit } = rule;
  if (measure.kind !== 'value' && compare.to !== 'number')
    return { path: 'compare', message: 'only a value can be compared with another time' };
  const { min, max } = limitsOf(rule);
  if (!(limit >= min && limit <= max)) return { path: 'limit', message: `must be from ${min} to ${max}` };
  if (!('windowSeconds' in measure)) return null;
  const { windowSeconds } = measure;
  const isByMinute = countsUsers(measure) || compare.to === 'yesterday' || compare.to === 'lastWeek';
  if (isByMinute && windowSeconds % MINUTE !== 0)
    return {
      path: 'measure',
      message: 'must have a window of whole minutes, as users and past days are kept by minute',
    };
  if (countsUsers(measure) && windowSeconds > MAX_USERS_WINDOW_SECONDS)
    return { path: 'measure', message: `must have a window of at most ${MAX_USERS_WINDOW_SECONDS} s to count users` };
  if (countsUsers(measure) && compare.to !== 'number')
    return { path: 'compare', message: 'users can only be compared with a number: they are kept for two hours' };
  return null;
}

function countsUsers(measure: Measure): boolean {
  if (measure.kind === 'value') return measure.quantity.of === 'users';
  return measure.kind === 'ratio' && [measure.numerator, measure.denominator].some(({ of }) => of === 'users');
}
