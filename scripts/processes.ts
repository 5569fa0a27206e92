import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Writes a file so that a reader sees the old or the new one, never half of it. */
export function writeAtomically(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

/** The command line of a living process, '' when there is none (a zombie has none either). */
export function commandLine(pid: number): string {
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** True when the pid lives and its command line holds every mark: pids are reused, so a number alone proves nothing. */
export function isOurs(pid: number, marks: string[]): boolean {
  const line = commandLine(pid);
  return line !== '' && marks.every((mark) => line.includes(mark));
}

/** A process of ours, as noted on disk for a later start. */
type Note = { pid: number; marks: string[] };

export function writePidFile(file: string, note: Note): void {
  writeAtomically(file, JSON.stringify(note));
}

/** The noted process, when it still lives and is the one that was noted. */
export function readPidFile(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const note = JSON.parse(readFileSync(file, 'utf8')) as Note;
    return isOurs(note.pid, note.marks) ? note.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Stops what an earlier start noted and left behind, and nothing else. The note stays: it tells of the crash. */
export async function stopLeftover(pidFile: string): Promise<boolean> {
  const pid = readPidFile(pidFile);
  if (pid !== undefined) await endProcess(pid);
  return pid !== undefined;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** SIGTERM, then SIGKILL when it is still there after `graceMs`. */
export async function endProcess(pid: number, graceMs = 10_000): Promise<void> {
  if (!send(pid, 'SIGTERM')) return;
  const deadline = performance.now() + graceMs;
  while (commandLine(pid) !== '') {
    if (performance.now() > deadline) send(pid, 'SIGKILL');
    await sleep(30);
  }
}
