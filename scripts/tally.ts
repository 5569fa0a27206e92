import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { say } from './report.ts';

/** Tests that passed, and of each that failed where it stands, its name and why: what comes last in a log is what is kept of it. */
export type Tally = { passed: number; failures: string[] };

export function addUp(tallies: Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
  };
}

/** Says all failures once more, and ends with a line that counts. Returns the exit code. */
export function sayTally({ passed, failures }: Tally): number {
  for (const failure of failures) say(`\n✗ ${failure}`);
  say(`\n${passed} passed, ${failures.length} failed`);
  return failures.length > 0 ? 1 : 0;
}

const MOST_LINES = 15;

function failureOf(name: string, reason: string | undefined): string {
  const lines = stripVTControlCharacters(reason ?? 'no reason given')
    .trim()
    // All that vitest's report holds of a test that took too long.
    .replace('Error: STACK_TRACE_ERROR', 'It took too long')
    .split('\n')
    .filter((line) => !line.includes('node_modules'));
  return [name, ...lines.slice(0, MOST_LINES).map((line) => `    ${line}`)].join('\n');
}

/** What the test runners' JSON reports hold of interest. */
const VitestReport = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

const PlaywrightTest = z.object({
  status: z.enum(['skipped', 'expected', 'unexpected', 'flaky']),
  results: z.array(z.object({ errors: z.array(z.object({ message: z.string() })) })),
});
const PlaywrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), file: z.string(), line: z.number(), tests: z.array(PlaywrightTest) })),
  get suites() {
    return z.array(PlaywrightSuite).default([]);
  },
});
const PlaywrightReport = z.object({
  suites: z.array(PlaywrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
  stats: z.object({ expected: z.number() }),
});

export function readVitest(text: string): Tally {
  const { numPassedTests, testResults } = VitestReport.parse(JSON.parse(text));
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative('.', name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that could not be read, or whose hooks failed, has no test that did.
    if (status === 'failed' && failed.length === 0) return [failureOf(file, message)];
    return failed.map(({ fullName, failureMessages }) => failureOf(`${file}: ${fullName}`, failureMessages[0]));
  });
  return { passed: numPassedTests, failures };
}

export function readPlaywright(text: string): Tally {
  const { suites, errors, stats } = PlaywrightReport.parse(JSON.parse(text));
  const failuresIn = (suite: z.infer<typeof PlaywrightSuite>): string[] => [
    ...suite.specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => failureOf(`${file}:${line}: ${title}`, results[0]?.errors[0]?.message)),
    ),
    ...suite.suites.flatMap(failuresIn),
  ];
  const broken = errors.map(({ message }) => failureOf('Playwright', message));
  return { passed: stats.expected, failures: [...suites.flatMap(failuresIn), ...broken] };
}

/** Tests as their runner counted them. A runner that failed without a failed test, or left no report, is one failure. */
export function tallyOf(runner: string, counted: Tally | undefined, exitCode: number | null): Tally {
  if (counted === undefined) return { passed: 0, failures: [`${runner} left no report (exit code ${exitCode})`] };
  if (exitCode === 0 || counted.failures.length > 0) return counted;
  return { ...counted, failures: [`${runner} failed with no failed test (exit code ${exitCode})`] };
}

/** What a runner's report says, or undefined if there is none that can be read. */
export function readReport(file: string, read: (text: string) => Tally): Tally | undefined {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch (error) {
    say(`⚠ ${file} can't be read: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
