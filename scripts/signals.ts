import { UserError } from './report.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborted at the first Ctrl-C, SIGTERM or SIGHUP. npm may pass the same signal on twice, so later ones are ignored. */
const controller = new AbortController();
for (const signal of SIGNALS)
  process.on(signal, () => controller.abort(new UserError(`Stopped by ${signal} before everything was up.`)));

// npm hands a SIGTERM to a shell that may end without passing it on; then we are left without a parent, and stop too.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent) controller.abort(new UserError('Stopped, as the npm that started this is gone.'));
  }, 500).unref();
}

export const stopSignal = controller.signal;

/** Resolves when a person or the system asks this command to end. */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    if (stopSignal.aborted) return resolve();
    // A pending promise alone does not keep Node running.
    const keepAlive = setInterval(() => {}, 60_000);
    stopSignal.addEventListener('abort', () => {
      clearInterval(keepAlive);
      resolve();
    });
  });
}
