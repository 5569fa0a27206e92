import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '#contracts/api';
import { type Env, parseEnv } from '#infra/env';
import { freePort, isPortFree } from './ports.ts';
import { say, secondsSince, startedAt, step, UserError } from './report.ts';
import { liveOwner, type Services, startServices } from './services/ladder.ts';
import { stopRequested, stopSignal } from './signals.ts';
import { type Supervisor, stopLeftoverProcesses, supervise } from './supervisor.ts';

/** Everything that a running demo keeps on disk. */
const FOLDER = '.yeoul';
/** Waiting longer than this is explained. */
const PATIENCE_MS = 5_000;

type StackOptions = {
  command: 'demo' | 'dev';
  bundles: string;
  env: Record<string, string>;
  /** Runs beside the start of Kafka and Redis; the processes start after both. */
  prepare: () => Promise<unknown>;
  reset: boolean;
  onUp?: (supervisor: Supervisor) => Promise<() => Promise<unknown>>;
};

function readSettings(): Env {
  try {
    return parseEnv(process.env);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

async function choosePort({ HOST, PORT }: Env, command: string): Promise<number> {
  if (PORT === 0) return freePort();
  if (await isPortFree(PORT, HOST)) return PORT;
  throw new UserError(
    `Port ${PORT} is taken by another program: stop that, or choose another port with \`PORT=${PORT + 1} npm run ${command}\`.`,
  );
}

/** Its address is shown where it is needed, so any port will do. */
async function chooseCollectorPort({ HOST, COLLECTOR_PORT }: Env, webPort: number): Promise<number> {
  const isFree = ![0, webPort].includes(COLLECTOR_PORT) && (await isPortFree(COLLECTOR_PORT, HOST));
  return isFree ? COLLECTOR_PORT : freePort();
}

async function health(url: string): Promise<{ isReady: boolean; missing: string }> {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
    const { dependencies } = (await response.json()) as Health;
    const missing = Object.entries(dependencies)
      .filter(([, { state }]) => state !== 'ok')
      .map(([name, { state, message }]) => `${name} is ${state}${message ? ` (${message})` : ''}`);
    return {
      isReady: response.status === 200 && missing.length === 0,
      missing: missing.join(', ') || 'web is not ready',
    };
  } catch {
    return { isReady: false, missing: 'web does not answer yet' };
  }
}

/** Waits as long as it takes, as the processes do, and says what is missing whenever that changes. */
async function untilHealthy(url: string): Promise<void> {
  const from = performance.now();
  let told = '';
  while (true) {
    stopSignal.throwIfAborted();
    const { isReady, missing } = await health(url);
    if (isReady) return;
    if (performance.now() - from > PATIENCE_MS && missing !== told) {
      told = missing;
      say(`  still waiting: ${missing}`);
    }
    await sleep(100);
  }
}

/** Kafka and Redis beside the preparation. A missing tool is told at once: the preparation ends with this command. */
async function servicesBeside(prepare: () => Promise<unknown>, reset: boolean): Promise<Services> {
  const starting = startServices(FOLDER, { reset });
  const preparing = Promise.allSettled([prepare()]);
  const services = await starting;
  const [prepared] = await preparing;
  if (prepared.status === 'fulfilled') return services;
  await services.stop();
  throw prepared.reason;
}

/** Starts the whole project, keeps it running until it is told to stop, and stops everything it started. */
export async function runStack(options: StackOptions): Promise<number> {
  const settings = readSettings();
  if (liveOwner(FOLDER) === undefined) await stopLeftoverProcesses(FOLDER);
  const port = await choosePort(settings, options.command);
  const url = `http://${settings.HOST === '0.0.0.0' ? '127.0.0.1' : settings.HOST}:${port}`;
  const collectorPort = await chooseCollectorPort(settings, port);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const services = await servicesBeside(options.prepare, options.reset);
    undo.unshift(services.stop);
    stopSignal.throwIfAborted();
    const supervisor = await supervise({
      bundles: options.bundles,
      folder: FOLDER,
      env: {
        ...process.env,
        ...options.env,
        PORT: String(port),
        PUBLIC_URL: process.env.PUBLIC_URL || url,
        COLLECTOR_PORT: String(collectorPort),
        COLLECTOR_URL: process.env.COLLECTOR_URL || `http://127.0.0.1:${collectorPort}`,
        KAFKA_BROKERS: services.brokers.join(','),
        REDIS_URL: services.redisUrl,
      },
      run: { url, brokers: services.brokers, redis: services.redisUrl },
    });
    undo.unshift(supervisor.stop);
    if (options.onUp) undo.unshift(await options.onUp(supervisor));
    await step(
      'Start web, relay, collector, simulator and notifier',
      () => untilHealthy(url),
      () => 'All processes are healthy',
    );
    say(`\nYeoul is ready at ${url} (${secondsSince(startedAt)} in all). Ctrl-C stops it and keeps the data.`);
    say(`It takes events at http://127.0.0.1:${collectorPort}/v1/track (README: Your own events).\n`);
    await stopRequested();
  } catch (error) {
    if (!stopSignal.aborted) throw error;
  } finally {
    if (undo.length > 0) say('\n→ Stop everything that was started');
    for (const stop of undo) await stop();
  }
  say('✓ Stopped');
  return 0;
}
