import pino, { type Logger } from 'pino';
import { env } from './env.ts';

export type { Logger } from 'pino';

/** JSON lines on stdout; the supervisor of `npm run demo` makes them readable. */
export function createLogger(name: string): Logger {
  return pino({ name, level: env().LOG_LEVEL, base: { pid: process.pid } });
}
