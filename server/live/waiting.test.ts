import { expect, test } from 'vitest';
import { lastCountedSecond, type Queue, Waiting } from './waiting.ts';

const T0 = 1_800_000_000_000;
const EMPTY = { firstMs: null, lastMs: T0, toCome: 0, isRelayed: true };
const queues = (...parts: Partial<Queue>[]) =>
  parts.map((part, index): Queue => ({ base: `p${index}`, ...EMPTY, ...part }));

function behind(waiting: Waiting, atMs: number, ...parts: Partial<Queue>[]): number {
  waiting.note(queues(...parts), T0 + atMs);
  return waiting.behindMs;
}

test('one partition of several that is slow is how far all is behind', () => {
  const waiting = new Waiting();
  expect(behind(waiting, 0, {}, {}, {})).toBe(0);
  expect(behind(waiting, 30_000, { firstMs: T0 + 29_950 }, { firstMs: T0 + 5_000 }, {})).toBe(25_000);
  expect(behind(waiting, 31_000, {}, {}, {})).toBe(0);
});

test('what is still in Kafka is as old as what was relayed last', () => {
  const waiting = new Waiting();
  // Nobody relays for a minute; then the first records of that minute come.
  expect(behind(waiting, 0, {})).toBe(0);
  expect(behind(waiting, 60_000, { isRelayed: false })).toBe(60_000);
  expect(behind(waiting, 61_000, { firstMs: T0 + 1_000, toCome: 900 })).toBe(60_000);
  expect(behind(waiting, 62_000, { lastMs: T0 + 40_000, toCome: 300 })).toBe(22_000);
  expect(behind(waiting, 63_000, {})).toBe(0);
});

test('records of days ago that are sent again wait only since they came', () => {
  const waiting = new Waiting();
  expect(behind(waiting, 0, {})).toBe(0);
  expect(behind(waiting, 1_000, { firstMs: T0 - 3 * 86_400_000 })).toBe(1_000);
  expect(behind(waiting, 1_250, { firstMs: T0 + 1_100 })).toBe(150);
});

test('a server that begins while nobody relays knows what was relayed last, in whichever partition', () => {
  const waiting = new Waiting();
  const gone = { isRelayed: false };
  expect(behind(waiting, 60_000, { ...gone, lastMs: T0 - 3_600_000 }, { ...gone, lastMs: T0 })).toBe(60_000);
  expect(behind(waiting, 61_000, { ...gone, lastMs: T0 - 3_600_000 }, { ...gone, lastMs: T0 })).toBe(61_000);
  expect(behind(waiting, 62_000, {}, {})).toBe(0);
});

test('what is judged and shown is of seconds that are over and counted', () => {
  const second = T0 / 1_000;
  expect(lastCountedSecond(T0 + 250, 0)).toBe(second - 1);
  // Some milliseconds of counting are no lag.
  expect(lastCountedSecond(T0 + 250, 1_500)).toBe(second - 1);
  expect(lastCountedSecond(T0 + 250, 5_000)).toBe(second - 6);
});
