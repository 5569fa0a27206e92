import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pretty from 'pino-pretty';
import { PROCESS_NAMES, type ProcessName } from './bundle.ts';
import { type Managed, manage } from './managed.ts';
import { stopLeftover, writeAtomically } from './processes.ts';
import { say } from './report.ts';

/** What `.yeoul/run.json` tells of a running demo. */
type RunFile = { url: string; brokers: string[]; redis: string };

type SuperviseOptions = {
  /** Where the bundles are. */
  bundles: string;
  /** Where notes are kept: pid files and run.json. */
  folder: string;
  env: NodeJS.ProcessEnv;
  run: RunFile;
};

export type Supervisor = {
  restart: (name: ProcessName) => void;
  /** Stops all processes, and takes run.json away. */
  stop: () => Promise<void>;
};

const pidFile = (folder: string, name: string) => path.join(folder, `${name}.pid.json`);

/** Ends processes that a killed demo of this folder left behind. */
export async function stopLeftoverProcesses(folder: string): Promise<void> {
  const found = await Promise.all(PROCESS_NAMES.map((name) => stopLeftover(pidFile(folder, name))));
  if (found.includes(true)) say('⚠ Processes left behind by an earlier start were stopped');
  rmSync(path.join(folder, 'run.json'), { force: true });
}

/** Makes a process's log lines readable. Each has a stream of its own, so that lines never mix. */
function showOutput(child: ChildProcess, name: string): void {
  const stream = pretty({
    colorize: process.stdout.isTTY ?? false,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
    sync: true,
  });
  child.stdout?.pipe(stream);
  if (child.stderr) createInterface(child.stderr).on('line', (line) => say(`[${name}] ${line}`));
}

/** Starts every process of the project and keeps it running. */
export async function supervise({ bundles, folder, env, run }: SuperviseOptions): Promise<Supervisor> {
  const pids: Partial<Record<ProcessName, number>> = {};
  const runFile = path.join(folder, 'run.json');
  const start = (name: ProcessName): Promise<Managed> => {
    // The absolute path is also the mark by which a later start knows a process as one of this project.
    const script = path.resolve(bundles, `${name}.js`);
    return manage({
      name,
      say,
      pidFile: pidFile(folder, name),
      marks: [script],
      start: () => {
        const child = spawn(process.execPath, ['--enable-source-maps', script], {
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
          // Apart from the terminal's Ctrl-C: the supervisor decides what stops when.
          detached: true,
        });
        showOutput(child, name);
        return child;
      },
      onStart: (pid) => {
        pids[name] = pid;
        writeAtomically(runFile, `${JSON.stringify({ ...run, pids }, null, 2)}\n`);
      },
    });
  };
  const processes = new Map<ProcessName, Managed>();
  for (const name of PROCESS_NAMES) processes.set(name, await start(name));
  return {
    restart: (name) => processes.get(name)?.restart(),
    stop: async () => {
      await Promise.all([...processes.values()].map((process) => process.stop()));
      rmSync(runFile, { force: true });
    },
  };
}
