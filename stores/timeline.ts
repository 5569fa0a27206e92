import type { Alert, AlertEntry, AlertState } from '#contracts/alert';

const MAX_ENTRIES = 500;
/** What people say leaves room for what becomes of the alert. */
const MAX_SAID = 400;

/** Whether a comment or a note of a silence still fits. */
export const hasRoom = (timeline: readonly AlertEntry[]): boolean =>
  timeline.filter(({ kind }) => kind !== 'state').length < MAX_SAID;

/**
 * The timeline with one more entry. Once it is full the oldest change of the state leaves, as of an alert that flaps for
 * days; its beginning, when it first fired, and all that people said stay.
 */
export function withEntry(timeline: readonly AlertEntry[], entry: AlertEntry): AlertEntry[] {
  const firstFiring = timeline.findIndex(({ kind, state }) => kind === 'state' && state === 'firing');
  const oldest = timeline.findIndex(({ kind }, index) => kind === 'state' && index > 0 && index !== firstFiring);
  const isFull = timeline.length >= MAX_ENTRIES && oldest >= 0;
  return [...(isFull ? timeline.toSpliced(oldest, 1) : timeline), entry];
}

/** What an acknowledged alert was when somebody took it. */
export function stateBefore({ timeline }: Pick<Alert, 'timeline'>): AlertState {
  const before = timeline.findLast(({ kind, state }) => kind === 'state' && state !== 'acknowledged');
  return before?.state ?? 'firing';
}
