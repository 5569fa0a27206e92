import { afterEach } from 'vitest';
import type { Pipeline } from '#contracts/pipeline';
import { readPipeline } from './http.ts';
import { type Stack, type StackOptions, startStack } from './services.ts';
import { until } from './until.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs after the test, the last one added first. */
export function onCleanup(cleanup: () => unknown): void {
  cleanups.push(cleanup);
}

/** A stack that is stopped after the test. */
export async function stackForTest(options: StackOptions): Promise<Stack> {
  const stack = await startStack(options);
  onCleanup(() => stack.stop());
  return stack;
}

/** The pipeline when this many events of this many records are counted, and nothing is on its way. The number of records has to
 * be told where some don't count: Kafka's end is asked for once a second only, so "none to come" may not know of the newest. */
export function untilCounted(stack: Stack, count: number, records = count): Promise<Pipeline> {
  return until(`${count} events of ${records} records are counted`, async () => {
    const pipeline = await readPipeline(stack);
    const { relayed, counted, toCome, pending, unread } = pipeline.books;
    if (relayed >= records && counted >= count && toCome + pending + unread === 0) return pipeline;
    throw new Error(`the books are ${JSON.stringify(pipeline.books)}`);
  });
}
