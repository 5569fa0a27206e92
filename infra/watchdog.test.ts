import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Runs a process whose progress is `expression` and that ends by itself with 7 after 3 s. */
function run(expression: string) {
  const code = `
    import { startWatchdog } from './infra/watchdog.ts';
    const log = { fatal: (_details, message) => console.log(message) };
    startWatchdog(log, 'It is stuck', 1_500, () => ${expression});
    setTimeout(() => process.exit(7), 3_000);`;
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { encoding: 'utf8' });
}

test('ends a process that makes no progress, and says so', () => {
  const { status, stdout } = run('1');
  expect(status).toBe(1);
  expect(stdout).toContain('It is stuck; exiting');
});

test('leaves one alone that does', () => {
  expect(run('Math.random()').status).toBe(7);
});
