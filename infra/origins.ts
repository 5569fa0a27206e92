import { env } from './env.ts';

/**
 * Whether a request may come from this origin: pages of the server it went to, settings' further origins, and clients that
 * aren't browsers, which send no origin.
 */
export function isAllowedOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  if (origin === null || origin === undefined) return true;
  if (env().ALLOWED_ORIGINS.includes(origin)) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
