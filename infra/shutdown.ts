import closeWithGrace from 'close-with-grace';
import type { Logger } from './logger.ts';

/** Ends one part of a process. */
export type Closer = { name: string; close: () => Promise<unknown> | unknown };

/**
 * Runs the closers in order on SIGTERM, SIGINT or a fatal error, then exits: 0 after a signal, 1 after an error.
 * A closer that fails is logged and does not keep the next from running; 10 s is the limit of all.
 */
export function onShutdown(log: Logger, closers: Closer[]): void {
  closeWithGrace({ delay: 10_000, logger: false }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, 'A fault ended this process; it will be restarted');
    else log.info({ signal }, 'Stopping');
    for (const { name, close } of closers) {
      try {
        await close();
      } catch (error) {
        log.error({ err: error, part: name }, 'Could not close cleanly');
      }
    }
  });
}
