import { expect, test } from 'vitest';
import { createTracker } from './use-tracked.ts';

type State = { total: number; alerts: string[] };

test('only a change of what was read is a change', () => {
  const tracker = createTracker<State>();
  let state: State = { total: 1, alerts: [] };
  const first = tracker.snapshotOf(state);
  const { alerts } = tracker.tracked(() => state);
  state = { total: 2, alerts };
  expect(tracker.snapshotOf(state)).toBe(first);
  state = { total: 2, alerts: ['payments'] };
  expect(tracker.snapshotOf(state)).toBe(state);
});

test('what is read later counts from then on', () => {
  const tracker = createTracker<State>();
  let state: State = { total: 1, alerts: [] };
  tracker.snapshotOf(state);
  const tracked = tracker.tracked(() => state);
  state = { ...state, total: 2 };
  tracker.snapshotOf(state);
  expect(tracked.total).toBe(2);
  state = { ...state, total: 3 };
  expect(tracker.snapshotOf(state)).toBe(state);
});

test('a change and back is a change each time', () => {
  const tracker = createTracker<State>();
  const alerts: string[] = [];
  const one = { total: 1, alerts };
  const two = { total: 2, alerts };
  tracker.snapshotOf(one);
  void tracker.tracked(() => one).total;
  expect(tracker.snapshotOf(two)).toBe(two);
  expect(tracker.snapshotOf(one)).toBe(one);
});

test('a copy has all fields, and reads them', () => {
  const tracker = createTracker<State>();
  const state: State = { total: 1, alerts: [] };
  tracker.snapshotOf(state);
  expect({ ...tracker.tracked(() => state) }).toEqual(state);
  const next = { ...state, total: 2 };
  expect(tracker.snapshotOf(next)).toBe(next);
});
