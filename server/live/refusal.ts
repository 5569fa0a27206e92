import type { ZodError } from 'zod';

/** Answer to a message that breaks its contract: what is wrong, and where. */
export function refusal(error: ZodError): { ok: false; error: string } {
  return { ok: false, error: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
}
