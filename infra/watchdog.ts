import type { Logger } from './logger.ts';

const LOOK_EVERY_MS = 500;

/**
 * Ends the process when `progress` has given the same value for `limitMs`, so that its supervisor starts it again: a
 * promise that never settles shows in no other way. Counts its own looks, not the clock, so that a process that was
 * frozen, or a computer that slept, is not taken as stuck.
 */
export function startWatchdog(
  log: Logger,
  what: string,
  limitMs: number,
  progress: () => number,
): { stop: () => void } {
  let last = progress();
  let stuckMs = 0;
  const timer = setInterval(() => {
    const now = progress();
    stuckMs = now === last ? stuckMs + LOOK_EVERY_MS : 0;
    last = now;
    if (stuckMs < limitMs) return;
    log.fatal({ stuckMs }, `${what}; exiting so that the supervisor starts this process again`);
    process.exit(1);
  }, LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
