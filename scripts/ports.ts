import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';

/** True when this port can be listened on. */
export function isPortFree(port: number, host = HOST): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Below those that systems take for connections, which come and go: 10,000 to 31,759. */
const FIRST_PORT = 10_000;
const SHARES = 64;
const PORTS_A_SHARE = 340;

/** Given out, newest last; half of a share at most, so that there are always others. */
const given: number[] = [];

/**
 * Free ports, no two the same. Who asks takes them later, perhaps when much else has been started: each process has its
 * own share to choose from, and gives none again soon.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = FIRST_PORT + SHARES * randomInt(PORTS_A_SHARE) + (process.pid % SHARES);
    if (given.includes(port) || !(await isPortFree(port))) continue;
    found.push(port);
    given.push(port);
    given.splice(0, given.length - PORTS_A_SHARE / 2);
  }
  return found;
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('The system gave no port');
  return port;
}

/** Sends `request` and resolves with the first bytes of the answer, or '' when there is none within a second. */
export function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST, timeout: 1_000 });
    const finish = (answer: string) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write(request));
    socket.once('data', (data) => finish(data.toString()));
    socket.once('error', () => finish(''));
    socket.once('timeout', () => finish(''));
    socket.once('close', () => finish(''));
  });
}

/** True when something accepts connections there. */
export function isPortOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST, timeout: 1_000 });
    const finish = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}

/** Asks again and again until the answer is true. Rejects with `complaint` after `limitMs`. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  {
    limitMs,
    everyMs = 50,
    complaint,
    signal,
  }: { limitMs: number; everyMs?: number; complaint: string; signal?: AbortSignal },
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    signal?.throwIfAborted();
    if (performance.now() > deadline) throw new Error(complaint);
    await sleep(everyMs);
  }
}
