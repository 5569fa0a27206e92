/** A fault that a person can mend: only its message is shown, so it has to say what to do. */
export class UserError extends Error {
  override name = 'UserError';
}

/** The clock of `performance` begins with this Node, so the installation of packages counts too. */
export const startedAt = 0;

/** One line of progress on stdout. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function secondsSince(milliseconds: number): string {
  return `${((performance.now() - milliseconds) / 1000).toFixed(1)} s`;
}

/** Runs one step, saying what it does and how long it took. `summary` may add what came out of it. */
export async function step<T>(label: string, run: () => Promise<T>, summary?: (result: T) => string): Promise<T> {
  const from = performance.now();
  say(`→ ${label}`);
  const result = await run();
  say(`✓ ${summary?.(result) ?? label} (${secondsSince(from)})`);
  return result;
}

// A closed pipe (`npm run demo | head`) must not keep us from stopping what we started.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
