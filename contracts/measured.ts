import { numberFormat } from './intl-formats.ts';
import type { Measure } from './rule.ts';
import { isShare } from './rule-limits.ts';

const MINUTE = 60;
const HOUR = 3_600;

const whole = numberFormat('en', { maximumFractionDigits: 0 });
const fine = numberFormat('en', { maximumFractionDigits: 2 });

/**
 * A value as channels are told of it, in English: "38.5%", "116 / min", "₩29,000 / 5 min", "75 s". `decimals`: at most so
 * many of a percentage.
 */
export function measuredText(measure: Measure, value: number, currency: string, decimals = 1): string {
  switch (measure.kind) {
    case 'ratio':
      if (isShare(measure)) return percent(value, decimals);
      return measure.numerator.of === 'revenue' ? money(value, currency) : fine.format(value);
    case 'noData':
      return `${whole.format(value)} s`;
    case 'books':
      return `${whole.format(value)} records`;
    case 'value': {
      const { of } = measure.quantity;
      if (of === 'users') return `${whole.format(value)} users`;
      const amount = of === 'revenue' ? money(value, currency) : whole.format(value);
      return `${amount} / ${windowText(measure.windowSeconds)}`;
    }
    default:
      return `${whole.format(value)} / min`;
  }
}

const money = (value: number, currency: string) =>
  numberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 }).format(value);

const percent = (share: number, maximumFractionDigits: number) =>
  numberFormat('en', { style: 'percent', maximumFractionDigits }).format(share);

const UNITS = { hours: 'h', minutes: 'min', seconds: 's' };

const windowText = (seconds: number): string =>
  lengthOf(seconds, (unit, count) => (count === 1 ? UNITS[unit] : `${count} ${UNITS[unit]}`));

/** A length in the largest unit of which it is a whole number; `write` gets that unit and how many of it. */
export function lengthOf(seconds: number, write: (unit: keyof typeof UNITS, count: number) => string): string {
  if (seconds > 0 && seconds % HOUR === 0) return write('hours', seconds / HOUR);
  return seconds > 0 && seconds % MINUTE === 0 ? write('minutes', seconds / MINUTE) : write('seconds', seconds);
}
