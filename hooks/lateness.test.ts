import { expect, test } from 'vitest';
import { freshness, pipeline, START_SECONDS } from '#tests/helpers/live-messages';
import { keptLateness, latenessOf } from './lateness.ts';

const hops = (states: Parameters<typeof pipeline>[0] = {}) => pipeline(states).hops;
const at = (behindMs: number, watermark: number | null = null) => ({
  ...freshness(START_SECONDS),
  behindMs,
  watermark,
});
const now = START_SECONDS * 1_000;

test('numbers are late beyond two seconds, and old beyond five', () => {
  expect(latenessOf(hops(), at(2_000))).toBeNull();
  expect(latenessOf(hops(), at(2_001))).toMatchObject({ hop: null, state: 'behind', isOld: false });
  expect(latenessOf(hops(), at(5_001))).toMatchObject({ isOld: true, dataAt: now - 6_000 });
});

test('without a relay nothing seems to be behind, and what is shown is of the newest second counted', () => {
  const late = latenessOf(hops({ kafka: 'waiting', relay: 'down' }), at(0, now - 9_000));
  expect(late).toEqual({ hop: 'relay', state: 'down', isOld: true, dataAt: now - 9_000 });
});

test('a hop that waits is said, but the numbers of the others are those of now', () => {
  expect(latenessOf(hops({ relay: 'waiting' }), at(0))).toMatchObject({ hop: 'relay', state: 'waiting', isOld: false });
});

test('that nobody looks, or that another web process is gone, makes nothing late', () => {
  expect(latenessOf(hops({ collector: 'waiting', server: 'down', browser: 'waiting' }), at(0))).toBeNull();
});

test('what says the same stays the same object', () => {
  const [before, next] = [latenessOf(hops(), at(3_000)), latenessOf(hops(), at(3_000))];
  expect(keptLateness(before, next)).toBe(before);
  expect(keptLateness(before, null)).toBeNull();
});
