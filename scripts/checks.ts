import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runNode, runTool } from './exec.ts';
import { say, secondsSince } from './report.ts';
import { stopSignal } from './signals.ts';
import { addUp, readPlaywright, readReport, readVitest, type Tally, tallyOf } from './tally.ts';

export async function timed(label: string, run: () => Promise<Tally>): Promise<Tally> {
  stopSignal.throwIfAborted();
  const from = performance.now();
  say(`\n→ ${label}`);
  const tally = await run();
  const failed = tally.failures.length;
  say(`${failed > 0 ? '✗' : '✓'} ${label}: ${tally.passed} passed, ${failed} failed (${secondsSince(from)})`);
  return tally;
}

function check(label: string, command: string, args: string[]): Promise<Tally> {
  return timed(label, async () => {
    const { code, output } = await runTool(command, args);
    if (code !== 0) say(output.trimEnd());
    return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [label] };
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
    return tallyOf(`vitest (${project})`, readReport(file, readVitest), code);
  });
}

/** Runs the browser tests. */
export function runPlaywright(env: Record<string, string>): Promise<Tally> {
  return timed('Tests: end to end', async () => {
    const file = reportFile('e2e');
    const options = { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }, inherit: true };
    const { code } = await runNode('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], options);
    return tallyOf('Playwright', readReport(file, readPlaywright), code);
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
