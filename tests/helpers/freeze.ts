import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { until } from './until.ts';

/** `T` when it was stopped, as `ps` has it; its command's name, which comes before, may hold blanks and brackets. */
function stateOf(pid: number): string | undefined {
  if (existsSync('/proc/self/stat')) return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
  return spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim()[0];
}

/**
 * Stops a process where it is, and comes back when it stands: on a busy machine its threads may run on for a moment after
 * the signal was sent, and answer what was asked after it.
 */
export async function freeze(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await until(`process ${pid} stands`, async () => stateOf(pid) === 'T');
}

export function thaw(pid: number): void {
  process.kill(pid, 'SIGCONT');
}
