import { expect, test } from 'vitest';
import { readPlaywright, readVitest, tallyOf } from './checks.ts';
import { installHint } from './services/install.ts';

test('tests are counted from the reports of their runners', () => {
  expect(readVitest('{"numPassedTests":7,"numFailedTests":2,"success":false}')).toEqual({ passed: 7, failed: 2 });
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
  expect(readPlaywright(JSON.stringify({ stats }))).toEqual({ passed: 3, failed: 2 });
});

test('a runner that broke counts as a failure, whatever it counted', () => {
  expect(tallyOf(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  expect(tallyOf({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
  expect(tallyOf({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
  expect(tallyOf({ passed: 5, failed: 0 }, 0)).toEqual({ passed: 5, failed: 0 });
});

test('a missing tool gets the command of the system at hand', () => {
  expect(installHint(['redis-server', 'java'], 'darwin', false)).toBe('run `brew install redis openjdk`');
  expect(installHint(['mvn'], 'linux', true)).toBe('run `sudo apt-get install -y maven`');
  expect(installHint(['mvn'], 'win32', false)).toContain('WSL');
});
