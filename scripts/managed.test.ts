import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Managed, manage, nextDelayMs } from './managed.ts';
import { until } from './ports.ts';
import { commandLine, readPidFile, stopLeftover, writePidFile } from './processes.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'yeoul-managed-'));
const pidFile = path.join(folder, 'sleeper.pid.json');
const sleeper = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'yeoul-sleeper']);
let managed: Managed | undefined;

afterEach(async () => {
  await managed?.stop();
  managed = undefined;
  rmSync(folder, { recursive: true, force: true });
});

test('the back-off doubles to 5 s, and a process that lived well starts from the beginning', () => {
  const delays: number[] = [];
  for (let delay = 0; delays.length < 7; delays.push(delay)) delay = nextDelayMs(delay, 10);
  expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  expect(nextDelayMs(5_000, 30_000)).toBe(250);
});

test('a process that dies is started again, says so, and its note follows', async () => {
  const lines: string[] = [];
  const pids: number[] = [];
  managed = await manage({
    name: 'sleeper',
    pidFile,
    marks: ['yeoul-sleeper'],
    say: (line) => lines.push(line),
    start: sleeper,
    onStart: (pid) => pids.push(pid),
  });
  process.kill(pids[0] as number, 'SIGKILL');
  await until(() => pids.length === 2, { limitMs: 5_000, complaint: 'not started again' });
  expect(lines).toEqual(['⚠ sleeper was ended by SIGKILL; starting it again in 0.25 s']);
  await until(() => readPidFile(pidFile) === pids[1], { limitMs: 5_000, complaint: 'not noted' });
  await managed.stop();
  expect(commandLine(pids[1] as number)).toBe('');
  expect(readPidFile(pidFile)).toBeUndefined();
});

test('a leftover is stopped only when its command line is the noted one', async () => {
  const child = sleeper();
  const pid = child.pid as number;
  await until(() => commandLine(pid).includes('yeoul-sleeper'), { limitMs: 5_000, complaint: 'did not start' });
  writePidFile(pidFile, { pid, marks: ['something else'] });
  expect(await stopLeftover(pidFile)).toBe(false);
  expect(commandLine(pid)).not.toBe('');
  writePidFile(pidFile, { pid, marks: ['yeoul-sleeper'] });
  expect(await stopLeftover(pidFile)).toBe(true);
  expect(commandLine(pid)).toBe('');
});
