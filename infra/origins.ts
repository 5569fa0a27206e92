import { isIP } from 'node:net';
import { env } from './env.ts';

/** What is said to a request for a host that this server isn't known by. */
export const UNKNOWN_HOST =
  'This server is not known by this name: set PUBLIC_URL to the address that people have, or add it to ALLOWED_ORIGINS.';

/**
 * Whether this server may be called so: by an IP address, as localhost, or as settings say. Any name can be made to lead
 * here (DNS rebinding): a page of that name would then seem to be this server's own. What is no browser may send none.
 */
export function isAllowedHost(host: string | null | undefined): boolean {
  if (host === null || host === undefined) return true;
  const name = nameOf(`http://${host}`);
  if (name === null) return false;
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return true;
  const { HOST, PUBLIC_URL, ALLOWED_ORIGINS } = env();
  return name === 'localhost' || [`http://${HOST}`, PUBLIC_URL, ...ALLOWED_ORIGINS].some((url) => nameOf(url) === name);
}

/**
 * Whether a request may come from this origin: pages of the server it went to, settings' further origins, and clients that
 * aren't browsers, which send no origin.
 */
export function isAllowedOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  if (origin && env().ALLOWED_ORIGINS.includes(origin)) return true;
  if (!isAllowedHost(host)) return false;
  if (origin === null || origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

const nameOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : null);
