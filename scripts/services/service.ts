import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Managed, type ManagedOptions, manage } from '../managed.ts';
import { until } from '../ports.ts';
import { UserError } from '../report.ts';
import { stopSignal } from '../signals.ts';

/** A running Kafka or Redis. `kind` says where it came from; only what we started is stopped. */
export type Service = {
  kind: 'given' | 'docker' | 'native';
  address: string;
  stop: () => Promise<void>;
};

/** One that runs as a process of ours; `pid` is undefined between a death and the next start. */
export type NativeService = Service & { pid: () => number | undefined };

/** Starts a service's process with its output in a log file, apart from the terminal's Ctrl-C: it has to stop last. */
export function spawnLogged(command: string, args: string[], logFile: string, argv0?: string): ChildProcess {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { stdio: ['ignore', log, log], detached: true, ...(argv0 && { argv0 }) });
  closeSync(log);
  return child;
}

/** True when the log has this text; false too while there is no log. */
export function logHolds(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes(text);
  } catch {
    return false;
  }
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}

/** Starts a supervised service and waits until it answers; a death before that is told with the end of its log. */
export async function startReady(
  options: ManagedOptions & { isReady: () => Promise<boolean>; logFile: string; limitMs: number },
): Promise<Managed> {
  let started = false;
  const managed = await manage({ ...options, say: (line) => void (started && options.say(line)) });
  let death: string | undefined;
  void managed.died().then((how) => {
    death = how;
  });
  const complaint = `did not answer within ${options.limitMs / 1_000} s`;
  try {
    await until(
      async () => {
        if (death) throw new Error(death);
        return options.isReady();
      },
      { limitMs: options.limitMs, complaint, signal: stopSignal },
    );
  } catch (error) {
    await managed.stop();
    stopSignal.throwIfAborted();
    const how = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${options.name} ${how}. The end of its log, ${options.logFile}:\n${tail(options.logFile)}\n` +
        'Mend what it says, or start empty with `npm run demo -- --reset`.',
    );
  }
  started = true;
  return managed;
}
