import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { anyCommand } from './commands.ts';
import { compareResult, drain } from './drain.ts';
import { System } from './system.ts';

const MAX_COMMANDS = 100;

type Options = {
  runs: number;
  seed?: number;
  path?: string;
  /** fast-check's path within the commands of one sequence. */
  replayPath?: string;
  /** A counterexample is good enough as it was found. */
  endOnFailure?: boolean;
};

export type Outcome = { failed: boolean; sequences: number; commands: number; report: string };

/** Whatever happens between them, producers' records are counted exactly, and the books balance at every moment. */
export async function checkProtocol(redis: Redis, control: Redis, options: Options): Promise<Outcome> {
  const { runs, replayPath, ...rest } = options;
  let commands = 0;
  const sequences = fc.commands([anyCommand], { maxCommands: MAX_COMMANDS, size: 'max', replayPath });
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const system = new System(redis, control);
    try {
      await fc.asyncModelRun(() => ({ model: system, real: system }), sequence);
      commands += [...sequence].length;
      await drain(system);
      await compareResult(system, control);
    } finally {
      await system.remove();
    }
  });
  const details = await fc.check(property, { numRuns: runs, ...rest });
  return { failed: details.failed, sequences: details.numRuns, commands, report: toReport(details) };
}

function toReport<T>(details: fc.RunDetails<T>): string {
  if (!details.failed) return '';
  const replayPath = /replayPath="([^"]*)"/.exec(String(details.counterexample))?.[1];
  const replay = JSON.stringify({ seed: details.seed, path: details.counterexamplePath, replayPath });
  const command = 'npx vitest run --project integration tests/model/protocol.test.ts';
  const cause = details.errorInstance instanceof Error ? details.errorInstance.stack : details.errorInstance;
  return `${fc.defaultReportMessage(details)}\n\n${cause}\n\nThe same sequence again: PROTOCOL_REPLAY='${replay}' ${command}`;
}
