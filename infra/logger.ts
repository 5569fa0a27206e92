import pino, { type Logger } from 'pino';
import { env } from './env.ts';

export type { Logger } from 'pino';

/** JSON lines on stdout; the supervisor of `npm run demo` makes them readable. */
export function createLogger(name: string): Logger {
  return pino({ name, level: env().LOG_LEVEL, base: { pid: process.pid } });
}

/** True when this text was not told within the last 30 s: a failure that repeats at each try is told now and then. */
export function createRepeatGuard(everyMs = 30_000): (text: string) => boolean {
  const toldAt = new Map<string, number>();
  return (text) => {
    const now = Date.now();
    for (const [told, at] of toldAt) if (now - at >= everyMs) toldAt.delete(told);
    if (toldAt.has(text)) return false;
    toldAt.set(text, now);
    return true;
  };
}
