const EVERY_MS = 100;

/**
 * Calls `look` until it gives something, and returns that; an error of `look` counts as nothing yet.
 * Fails with what was waited for and the last error after `timeoutMs`.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  timeoutMs = 45_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  let lastError: unknown;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      lastError = error;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(`Waited ${timeoutMs} ms in vain until ${what}${lastError ? `: ${lastError}` : ''}`);
}
