import { expect, test } from 'vitest';
import { installHint } from './install.ts';

test('a missing tool gets the command of the system at hand', () => {
  expect(installHint(['redis-server', 'java'], 'darwin', false)).toBe('run `brew install redis openjdk`');
  expect(installHint(['mvn'], 'linux', true)).toBe('run `sudo apt-get install -y maven`');
  expect(installHint(['mvn'], 'win32', false)).toContain('WSL');
});
