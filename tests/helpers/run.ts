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

/** The pipeline when this many events are counted and nothing is on its way. */
export function untilCounted(stack: Stack, count: number, timeoutMs?: number): Promise<Pipeline> {
  return until(
    `${count} events are counted`,
    async () => {
      const pipeline = await readPipeline(stack);
      const { counted, toCome, pending, unread } = pipeline.books;
      if (counted >= count && toCome + pending + unread === 0) return pipeline;
      throw new Error(`the books are ${JSON.stringify(pipeline.books)}`);
    },
    timeoutMs,
  );
}
