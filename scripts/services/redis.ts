import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { exchange } from '../ports.ts';
import { say } from '../report.ts';
import { type NativeService, spawnLogged, startReady } from './service.ts';

/** Settings that DESIGN's invariants rest on: nothing is evicted, and at most the last second is lost in a crash. */
export const REDIS_FLAGS = [
  ...['--save', ''],
  ...['--appendonly', 'yes'],
  ...['--appendfsync', 'everysec'],
  ...['--maxmemory-policy', 'noeviction'],
  ...['--auto-aof-rewrite-min-size', '8mb'],
];

/** A crash can leave a torn record at the end of the log, with which Redis would not start. */
function mendAppendOnlyFile(folder: string): void {
  const manifest = path.join(folder, 'appendonlydir', 'appendonly.aof.manifest');
  if (!existsSync(manifest)) return;
  const result = spawnSync('redis-check-aof', ['--fix', manifest], { input: 'y\n', encoding: 'utf8' });
  if (result.status !== 0) say(`⚠ redis-check-aof could not mend ${manifest}: ${(result.stdout ?? '').trim()}`);
  else if (/truncated|Successfully/i.test(result.stdout)) say("⚠ Redis' log ended in a torn record; it was cut off");
}

/** Starts a Redis of our own on the given port, with its data in `folder`. */
export async function startNativeRedis(folder: string, port: number): Promise<NativeService> {
  mkdirSync(folder, { recursive: true });
  const pidFile = path.join(folder, 'redis.pid.json');
  const logFile = path.join(folder, 'redis.log');
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...REDIS_FLAGS];
  const managed = await startReady({
    name: 'Redis',
    say,
    pidFile,
    // Redis rewrites its command line to "redis-server 127.0.0.1:<port>".
    marks: ['redis-server', String(port)],
    logFile,
    limitMs: 60_000,
    start: () => {
      // The note is removed at a clean stop, so one that is there means a crash.
      if (existsSync(pidFile)) mendAppendOnlyFile(folder);
      return spawnLogged('redis-server', args, logFile);
    },
    isReady: async () => (await exchange(port, 'PING\r\n')).startsWith('+PONG'),
  });
  return { kind: 'native', address: `redis://127.0.0.1:${port}`, stop: () => managed.stop(30_000), pid: managed.pid };
}
