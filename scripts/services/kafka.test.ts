import { expect, test } from 'vitest';
import { newClusterId } from './kafka.ts';

test("a cluster id is 16 bytes and never looks like an option of Kafka's storage tool", () => {
  for (let count = 0; count < 5_000; count += 1) expect(newClusterId()).toMatch(/^[A-Za-z0-9_][\w-]{21}$/);
});
