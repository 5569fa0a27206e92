import { dateFormat } from './intl-formats.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const clockOf = (timeZone: string) => dateFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });

/** What the wall's clock shows at an instant, as if that were UTC; epoch ms, in whole seconds. */
function wallOf(epochMs: number, timeZone: string): number {
  return Date.parse(`${clockOf(timeZone).format(epochMs).replace(' ', 'T')}Z`);
}

/** The instant at which the wall's clock shows this. An hour that is left out is taken to be an hour later. */
function instantOf(wallMs: number, timeZone: string): number {
  const offsetAt = (epochMs: number) => wallOf(epochMs, timeZone) - Math.floor(epochMs / 1_000) * 1_000;
  // The offset as it is about then, and then as it is just there.
  return wallMs - offsetAt(wallMs - offsetAt(wallMs));
}

/** A local time such as "2026-01-31T09:00" as an instant in epoch ms; NaN where it is none. */
export function fromLocal(local: string, timeZone: string): number {
  const wallMs = Date.parse(`${local}Z`);
  return Number.isNaN(wallMs) ? wallMs : instantOf(wallMs, timeZone);
}

/** An instant as a local time such as "2026-01-31T09:00". */
export function toLocal(epochMs: number, timeZone: string): string {
  return new Date(wallOf(epochMs, timeZone)).toISOString().slice(0, 16);
}

/** The day of `epochMs` and `days` later, at this minute of the day; `weekday` counts from Sunday, 0. */
export function dayAt(
  epochMs: number,
  timeZone: string,
  { days, minute }: { days: number; minute: number },
): { at: number; weekday: number } {
  const wallMs = wallOf(epochMs, timeZone);
  const midnight = wallMs - (wallMs % DAY_MS) + days * DAY_MS;
  return { at: instantOf(midnight + minute * MINUTE_MS, timeZone), weekday: new Date(midnight).getUTCDay() };
}
