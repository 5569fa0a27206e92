import { expect, test } from 'vitest';
import { SendDelay } from './send-delay.ts';

test('what is counted is timed when the numbers with it are sent, and not with those that were read before', () => {
  const delay = new SendDelay();
  delay.counted();
  const sent = delay.begin();
  delay.counted();
  sent(true);
  expect(delay.latency.percentiles()).not.toBeNull();
  const unseen = new SendDelay();
  unseen.begin()(true);
  expect(unseen.latency.percentiles()).toBeNull();
});

test('without a browser nothing is timed, nor kept for the next one', () => {
  const delay = new SendDelay();
  delay.counted();
  delay.begin()(false);
  delay.begin()(true);
  expect(delay.latency.percentiles()).toBeNull();
});

test('numbers that could not be sent are timed when they are', () => {
  const delay = new SendDelay();
  delay.counted();
  delay.begin();
  delay.begin()(true);
  expect(delay.latency.percentiles()).not.toBeNull();
});
