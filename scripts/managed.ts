import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { writePidFile } from './processes.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;
/** A process that lived this long is taken as well: its next death waits only the first delay. */
const STEADY_MS = 5_000;

export type ManagedOptions = {
  name: string;
  /** Starts the process; called again at each restart. */
  start: () => Promise<ChildProcess> | ChildProcess;
  /** Where the pid is noted, and what its command line must hold to be known again. */
  pidFile: string;
  marks: string[];
  say: (line: string) => void;
  /** Told the pid at every start. */
  onStart?: (pid: number) => void;
};

export type Managed = {
  name: string;
  pid: () => number | undefined;
  /** Resolves at the next death of the process, with how it died. */
  died: () => Promise<string>;
  /** Ends it and starts it at once, as something it is made of has changed. */
  restart: () => void;
  /** Stops it for good: SIGTERM, and SIGKILL after the grace time. */
  stop: (graceMs?: number) => Promise<void>;
};

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
}

/** The next back-off, given the one before and how long the process lived. */
export function nextDelayMs(previousMs: number, livedMs: number): number {
  if (livedMs >= STEADY_MS || previousMs === 0) return FIRST_DELAY_MS;
  return Math.min(previousMs * 2, LONGEST_DELAY_MS);
}

/** Runs one process and starts it again whenever it dies, with back-off, until `stop` is called. */
export async function manage(options: ManagedOptions): Promise<Managed> {
  let child: ChildProcess | undefined;
  let exit: Promise<string> = Promise.resolve('');
  const stopping = new AbortController();
  let delayMs = 0;
  let isRestartWanted = false;

  async function launch(): Promise<void> {
    const startedAt = performance.now();
    const current = await options.start();
    child = current;
    exit = new Promise((resolve) => {
      current.once('error', (error) => resolve(`could not be started (${error.message})`));
      current.once('exit', (code, signal) => resolve(describeExit(code, signal)));
    });
    if (current.pid !== undefined) {
      writePidFile(options.pidFile, { pid: current.pid, marks: options.marks });
      options.onStart?.(current.pid);
    }
    if (stopping.signal.aborted) current.kill('SIGTERM');
    void exit.then((how) => relaunch(how, performance.now() - startedAt));
  }

  async function relaunch(how: string, livedMs: number): Promise<void> {
    child = undefined;
    if (stopping.signal.aborted) return;
    delayMs = isRestartWanted ? 0 : nextDelayMs(delayMs, livedMs);
    if (!isRestartWanted) options.say(`⚠ ${options.name} ${how}; starting it again in ${delayMs / 1_000} s`);
    isRestartWanted = false;
    try {
      await sleep(delayMs, undefined, { signal: stopping.signal });
      await launch();
    } catch (error) {
      if (stopping.signal.aborted) return;
      await relaunch(`could not be started (${error instanceof Error ? error.message : error})`, 0);
    }
  }

  function restart(): void {
    if (!child || isRestartWanted) return;
    isRestartWanted = true;
    child.kill('SIGTERM');
  }

  async function stop(graceMs = 10_000): Promise<void> {
    stopping.abort();
    const current = child;
    if (current) {
      current.kill('SIGTERM');
      const timer = setTimeout(() => current.kill('SIGKILL'), graceMs);
      await exit;
      clearTimeout(timer);
    }
    rmSync(options.pidFile, { force: true });
  }

  await launch();
  return { name: options.name, pid: () => child?.pid, died: () => exit, restart, stop };
}
