import type { Alert } from '#contracts/alert';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** A value as the alert's rule measures it: "38.5%", "116 / min", "75 s". */
export function measured({ measureKind }: Alert, value: number): string {
  if (measureKind === 'ratio') return percent.format(value);
  if (measureKind === 'noData') return `${whole.format(value)} s`;
  return measureKind === 'books' ? `${whole.format(value)} records` : `${whole.format(value)} / min`;
}

/** "4 m 04 s" between two ISO times. */
export function lasted(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}
