import { type Measure, quantitiesOf, type Rule } from './rule.ts';

/** The longest that a rule may have to hold, or to be clear. */
export const MAX_RULE_SECONDS = 86_400;
export const MIN_WINDOW_SECONDS = 10;
export const MAX_WINDOW_SECONDS = 86_400;
/** More often would be noise; less often than daily is forgotten. */
export const MIN_REPEAT_MINUTES = 5;
export const MAX_REPEAT_MINUTES = 1_440;
export const MAX_NAMES = 20;
export const MAX_RULES = 500;
/** Of a file with rules. */
export const MAX_IMPORT_BYTES = 1024 * 1024;
export const MAX_FILTERS = 5;
/** Quantities with a filter, of all rules together: each costs a look at each event. */
export const MAX_FILTERED_QUANTITIES = 50;
/** Distinct users of something over some time, of all rules together: each is merged anew all the time. */
export const MAX_USER_SPANS = 20;

/** Events whose busiest users or products are known, of all rules together: each keeps a list of all of them by minute. */
export const MAX_RANKED = 10;

const MINUTE = 60;
const HOUR = 3_600;
const MAX_AMOUNT = 1e12;

/** A share is written as a percentage: of two amounts of the same kind. */
export const isShare = (measure: Measure): boolean =>
  measure.kind === 'ratio' && measure.numerator.of === measure.denominator.of;

/** Whether a limit is written as a percentage: of a share, and not of how many times something else it is. */
export const isPercent = ({ measure, compare }: Pick<Rule, 'measure' | 'compare'>): boolean =>
  compare.to === 'number' && isShare(measure);

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
  if (measure.kind !== 'value' && measure.kind !== 'ratio' && compare.to !== 'number')
    return { path: 'compare', message: 'only a value or a ratio can be compared with another time' };
  const { min, max } = limitsOf(rule);
  if (!(limit >= min && limit <= max)) return { path: 'limit', message: `must be from ${min} to ${max}` };
  if (!('windowSeconds' in measure)) return null;
  const { windowSeconds } = measure;
  const isOfPast = compare.to === 'yesterday' || compare.to === 'lastWeek';
  const isLong = countsUsers(measure) && windowSeconds > MINUTE;
  if ((isOfPast || isLong) && windowSeconds % MINUTE !== 0)
    return {
      path: 'measure',
      message: 'must have a window of whole minutes, as users and past days are kept by minute',
    };
  if (countsUsers(measure) && windowSeconds < MINUTE && compare.to !== 'number')
    return { path: 'compare', message: 'users of less than a minute can only be compared with a number' };
  if (countsUsers(measure) && windowSeconds > HOUR && windowSeconds % (10 * MINUTE) !== 0)
    return { path: 'measure', message: 'must have a window of whole ten minutes to count users of over an hour' };
  return null;
}

/** Whether a value is on the wrong side of what it is compared with; where there is no such number, it is not. */
export function isBeyond(direction: Rule['direction'], value: number | null, threshold: number | null): boolean {
  if (value === null || threshold === null) return false;
  return direction === 'above' ? value > threshold : value < threshold;
}

/**
 * A limit as it is written beside a value. Of what is counted it is the last whole number that is not beyond: 54 fires
 * at a limit of 53.7, and would read "54, limit 54".
 */
export function writtenLimit({ measure, direction }: Pick<Rule, 'measure' | 'direction'>, threshold: number): number {
  if (measure.kind !== 'value') return threshold;
  return direction === 'above' ? Math.floor(threshold) : Math.ceil(threshold);
}

const MAX_DECIMALS = 3;

/** With how many decimals two shares are written as percentages, so that they differ where they do: at least one. */
export function decimalsApart(share: number, other: number): number {
  let decimals = 1;
  const written = (each: number) => (each * 100).toFixed(decimals);
  while (share !== other && decimals < MAX_DECIMALS && written(share) === written(other)) decimals += 1;
  return decimals;
}

/** Whether any part of it is distinct users. */
export const countsUsers = (measure: Measure): boolean => quantitiesOf(measure).some(({ of }) => of === 'users');
