import path from 'node:path';
import { expect, test } from 'vitest';
import { addUp, readPlaywright, readVitest, tallyOf } from './tally.ts';

const vitestFile = (name: string, message: string, tests: Record<string, string[]>) => ({
  name: path.resolve(name),
  message,
  status: message || Object.values(tests).some(({ length }) => length > 0) ? 'failed' : 'passed',
  assertionResults: Object.entries(tests).map(([fullName, failureMessages]) => ({
    fullName,
    failureMessages,
    status: failureMessages.length > 0 ? 'failed' : 'passed',
  })),
});

test('what failed is named, with where it is and why', () => {
  const testResults = [
    vitestFile('a/b.test.ts', '', {
      'adds up': [],
      'is exact': ['\u001b[31mexpected 1 to be 2\u001b[39m\n    at c.ts\n    at node_modules/d.ts'],
    }),
    vitestFile('a/hook.test.ts', 'beforeAll: no Kafka', { 'never ran': [] }),
  ];
  expect(readVitest(JSON.stringify({ numPassedTests: 7, testResults }))).toEqual({
    passed: 7,
    failures: [
      'a/b.test.ts: is exact\n    expected 1 to be 2\n        at c.ts',
      'a/hook.test.ts\n    beforeAll: no Kafka',
    ],
  });
});

test('browser tests are found in suites of suites, and one that passed only when tried again has failed', () => {
  const spec = (title: string, status: string, messages: string[]) => ({
    title,
    file: 'x.spec.ts',
    line: 3,
    tests: [{ status, results: [{ errors: messages.map((message) => ({ message })) }] }],
  });
  const report = {
    suites: [
      {
        specs: [spec('stays', 'expected', [])],
        suites: [{ specs: [spec('falls', 'unexpected', ['gone']), spec('wavers', 'flaky', ['late'])] }],
      },
    ],
    errors: [],
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
  };
  expect(readPlaywright(JSON.stringify(report))).toEqual({
    passed: 3,
    failures: ['x.spec.ts:3: falls\n    gone', 'x.spec.ts:3: wavers\n    late'],
  });
});

test('a runner that broke counts as a failure, whatever it counted', () => {
  const failuresOf = (failures: string[] | null, exitCode: number) =>
    tallyOf('vitest', failures ? { passed: 5, failures } : undefined, exitCode).failures;
  expect(failuresOf(null, 0)).toEqual(['vitest left no report (exit code 0)']);
  expect(failuresOf([], 1)).toEqual(['vitest failed with no failed test (exit code 1)']);
  expect(failuresOf(['a', 'b'], 1)).toEqual(['a', 'b']);
  expect(failuresOf([], 0)).toEqual([]);
  expect(
    addUp([
      { passed: 5, failures: ['a'] },
      { passed: 2, failures: ['b'] },
    ]),
  ).toEqual({ passed: 7, failures: ['a', 'b'] });
});
