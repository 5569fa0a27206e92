import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#scripts/ports';

export type StackOptions = {
  relay?: number;
  web?: number;
  simulator?: number;
  collector?: 0 | 1;
  notifier?: number;
  /** Starts what died again, as the demo does. */
  supervise?: boolean;
  /** A patched copy of the build, for control runs. */
  projectRoot?: string;
  /** Returns at once, for a start without Kafka or Redis; call `untilHealthy` later. */
  atOnce?: boolean;
  /** Settings that differ from the defaults. */
  env?: Record<string, string>;
  /** Settings of one process alone, by its name. */
  envOf?: (name: string) => Record<string, string>;
};

export type Stack = {
  /** Of the first web process. */
  url: string;
  /** Of all web processes. */
  urls: string[];
  /** '' without a collector. */
  collectorUrl: string;
  env: Record<'KAFKA_BROKERS' | 'REDIS_URL' | 'KAFKA_TOPIC' | 'KAFKA_DLQ_TOPIC' | 'KAFKA_GROUP' | 'KEY_PREFIX', string>;
  /** By name: web, relay, simulator, web-2, relay-2, … */
  readonly pids: Record<string, number>;
  /** Sends the signal and waits until the process is gone. */
  kill: (name: string, signal?: NodeJS.Signals) => Promise<number | null>;
  /** Ends the process and keeps it ended until `restart`, supervised or not; gives its exit code (null: a signal's). */
  hold: (name: string, signal?: NodeJS.Signals) => Promise<number | null>;
  /** Ends the process, unless it is dead already, and starts it again. */
  restart: (name: string) => Promise<void>;
  /** What the process has logged in all its lives. */
  logOf: (name: string) => string;
  /** Waits until every web process answers 200 to GET /api/health. */
  untilHealthy: () => Promise<void>;
  stop: () => Promise<void>;
};

type Runner = {
  child?: ChildProcess;
  gone: Promise<number | null>;
  launch: () => void;
  logFile: string;
  isHeld: boolean;
};

function required(name: 'KAFKA_BROKERS' | 'REDIS_URL'): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run \`npm test\`, or \`npm run services\` and export what it prints`);
  return value;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).status === 200;
  } catch {
    return false;
  }
}

/** Starts processes of the build with a topic, keys and ports of their own, and waits until they are healthy. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const {
    relay = 1,
    web = 1,
    simulator = 0,
    collector = 0,
    notifier = 0,
    supervise = false,
    projectRoot = process.cwd(),
  } = options;
  const id = randomUUID().slice(0, 8);
  const env = {
    KAFKA_BROKERS: options.env?.KAFKA_BROKERS ?? required('KAFKA_BROKERS'),
    REDIS_URL: options.env?.REDIS_URL ?? required('REDIS_URL'),
    KAFKA_TOPIC: `events-${id}`,
    KAFKA_DLQ_TOPIC: `events-${id}.dlq`,
    KAFKA_GROUP: `test-${id}`,
    KEY_PREFIX: `test-${id}:`,
    ...options.env,
  };
  const runners = new Map<string, Runner>();
  let isStopping = false;
  let collectorUrl = '';

  function add(name: string, script: string, extra: Record<string, string> = {}): void {
    const logFile = path.resolve('test-results', 'logs', `${id}-${name}.log`);
    mkdirSync(path.dirname(logFile), { recursive: true });
    const runner: Runner = { gone: Promise.resolve(null), logFile, launch, isHeld: false };
    function launch(): void {
      const log = openSync(logFile, 'a');
      const child = spawn(process.execPath, ['--enable-source-maps', path.join(projectRoot, 'dist', `${script}.js`)], {
        cwd: projectRoot,
        env: { ...process.env, NODE_ENV: 'production', ...env, ...extra, ...options.envOf?.(name) },
        stdio: ['ignore', log, log],
      });
      closeSync(log);
      runner.child = child;
      runner.gone = new Promise((resolve) => {
        child.once('exit', (code) => {
          if (runner.child === child) runner.child = undefined;
          resolve(code);
          if (supervise && !isStopping) setTimeout(() => runner.child || runner.isHeld || isStopping || launch(), 250);
        });
      });
    }
    runners.set(name, runner);
    launch();
  }

  function runner(name: string): Runner {
    const found = runners.get(name);
    if (!found) throw new Error(`No process ${name} in this stack; there are ${[...runners.keys()].join(', ')}`);
    return found;
  }

  function kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const { child, gone } = runner(name);
    child?.kill(signal);
    return gone;
  }

  function hold(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    runner(name).isHeld = true;
    return kill(name, signal);
  }

  async function stop(): Promise<void> {
    isStopping = true;
    await Promise.all(
      [...runners.values()].map(async ({ child, gone }) => {
        if (!child) return;
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await gone;
        clearTimeout(timer);
      }),
    );
  }

  async function untilHealthy(): Promise<void> {
    const deadline = Date.now() + 45_000;
    for (const url of urls) {
      while (!(await isHealthy(url))) {
        if (Date.now() > deadline) throw new Error(`Not healthy after 45 s: ${await explain(url)}`);
        await sleep(100);
      }
    }
  }

  async function explain(url: string): Promise<string> {
    const answer = await fetch(`${url}/api/health`).then((response) => response.text(), String);
    const logs = [...runners].map(([name, { logFile }]) => {
      const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
      return `--- ${name}\n${lines.slice(-10).join('\n')}`;
    });
    return [answer, ...logs].join('\n');
  }

  const numbered = (name: string, index: number) => (index === 0 ? name : `${name}-${index + 1}`);
  if (collector > 0) {
    const port = await freePort();
    collectorUrl = `http://127.0.0.1:${port}`;
    add('collector', 'collector', { HOST: '127.0.0.1', COLLECTOR_PORT: String(port) });
  }
  const urls: string[] = [];
  for (let index = 0; index < web; index++) {
    const port = await freePort();
    urls.push(`http://127.0.0.1:${port}`);
    const own = { HOST: '127.0.0.1', PORT: String(port) };
    add(numbered('web', index), 'web', collectorUrl ? { ...own, COLLECTOR_URL: collectorUrl } : own);
  }
  for (let index = 0; index < relay; index++) add(numbered('relay', index), 'relay');
  for (let index = 0; index < simulator; index++) add(numbered('simulator', index), 'simulator');
  for (let index = 0; index < notifier; index++) add(numbered('notifier', index), 'notifier');

  if (relay > 0 && web > 0 && !options.atOnce) {
    await untilHealthy().catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  }
  return {
    url: urls[0] ?? '',
    urls,
    collectorUrl,
    env,
    get pids() {
      return Object.fromEntries([...runners].flatMap(([name, { child }]) => (child?.pid ? [[name, child.pid]] : [])));
    },
    kill,
    hold,
    restart: async (name) => {
      await hold(name);
      runner(name).isHeld = false;
      runner(name).launch();
    },
    logOf: (name) => readFileSync(runner(name).logFile, 'utf8'),
    untilHealthy,
    stop,
  };
}
