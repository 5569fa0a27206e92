import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runNode, runTool } from './exec.ts';
import { say, secondsSince } from './report.ts';
import { stopSignal } from './signals.ts';

export type Tally = { passed: number; failed: number };

export function addUp(tallies: Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** What the test runners' JSON reports hold of interest. */
const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Tests as their runner counted them. A runner that failed without a failed test, or left no report, is one failure. */
export function tallyOf(counted: Tally | undefined, exitCode: number | null): Tally {
  if (counted === undefined) return { passed: 0, failed: 1 };
  return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

export function readVitest(text: string): Tally {
  const { numPassedTests, numFailedTests } = VitestReport.parse(JSON.parse(text));
  return { passed: numPassedTests, failed: numFailedTests };
}

export function readPlaywright(text: string): Tally {
  const { expected, unexpected, flaky } = PlaywrightReport.parse(JSON.parse(text)).stats;
  return { passed: expected, failed: unexpected + flaky };
}

function readReport(file: string, read: (text: string) => Tally): Tally | undefined {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export async function timed(label: string, run: () => Promise<Tally>): Promise<Tally> {
  stopSignal.throwIfAborted();
  const from = performance.now();
  say(`\n→ ${label}`);
  const tally = await run();
  const { passed, failed } = tally;
  say(`${failed > 0 ? '✗' : '✓'} ${label}: ${passed} passed, ${failed} failed (${secondsSince(from)})`);
  return tally;
}

function check(label: string, command: string, args: string[]): Promise<Tally> {
  return timed(label, async () => {
    const { code, output } = await runTool(command, args);
    if (code !== 0) say(output.trimEnd());
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

const bin = (name: string) => path.join('node_modules', '.bin', name);

function reportFile(name: string): string {
  const file = path.resolve('test-results', `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** Runs one project of vitest.config.ts. */
export function runVitest(project: 'unit' | 'integration', env: Record<string, string> = {}): Promise<Tally> {
  return timed(`Tests: ${project}`, async () => {
    const file = reportFile(project);
    const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await runNode('node_modules/vitest/vitest.mjs', args, { env, inherit: true });
    return tallyOf(readReport(file, readVitest), code);
  });
}

/** Runs the browser tests. */
export function runPlaywright(env: Record<string, string>): Promise<Tally> {
  return timed('Tests: end to end', async () => {
    const file = reportFile('e2e');
    const options = { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }, inherit: true };
    const { code } = await runNode('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], options);
    return tallyOf(readReport(file, readPlaywright), code);
  });
}

/** The quick part: lint and format, types, dead code, unit tests. */
export async function runQuickChecks(): Promise<Tally> {
  const tallies = [
    await check('Lint and format', bin('biome'), ['check', '--error-on-warnings', '--max-diagnostics=50', '.']),
    await check('Types', bin('tsc'), ['--noEmit', '-p', '.']),
    await check('Dead code', bin('knip'), ['--no-progress']),
    await runVitest('unit'),
  ];
  return addUp(tallies);
}
