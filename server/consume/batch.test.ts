import { expect, test } from 'vitest';
import { Batch } from './batch.ts';

const limits = { now: 86_400, secondsKept: 10_800, minutesKept: 86_400, hoursKept: 86_400, futureLimit: 60 };
const entry = (id: string, messageId: string) => {
  const timestamp = new Date(limits.now * 1_000).toISOString();
  const value = JSON.stringify({ type: 'track', event: 'Product Viewed', messageId, userId: 'u', timestamp });
  return { id, recordedMs: 0, relayedMs: null, value };
};

test('folds only what is still pending', () => {
  const batch = new Batch([entry('0-1', 'a'), entry('1-1', 'b')]);
  batch.learn({ status: 'pending', ids: ['1-1'] });
  expect(batch.fold(limits)).toMatchObject({ ids: ['1-1'], messageIds: ['b'] });
});

test('folds what was seen as duplicates, and as events again when it is unseen', () => {
  const batch = new Batch([entry('0-1', 'a'), entry('1-1', 'b')]);
  batch.learn({ status: 'seen', messageIds: ['a'] });
  expect(batch.fold(limits)).toMatchObject({ messageIds: ['b'], knownIds: ['a'] });
  batch.learn({ status: 'seen', messageIds: ['b'] });
  expect(batch.fold(limits)).toMatchObject({ messageIds: ['a'], knownIds: ['b'] });
});

test('holds nothing once it is counted', () => {
  const batch = new Batch([entry('0-1', 'a')]);
  batch.learn({ status: 'ok' });
  expect(batch.entries).toEqual([]);
});
