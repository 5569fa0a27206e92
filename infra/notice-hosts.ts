import { env } from './env.ts';

/** Whether the operator vouches for a host by name: it may be private, and without https. */
export const isVouchedFor = ({ host }: URL): boolean => env().NOTIFY_ALLOWED_HOSTS.includes(host);

/**
 * Why nothing is sent to an address, whatever it resolves to: it is not on the list of hosts (`host`), or has no https; null:
 * nothing is against it so far.
 */
export function refusalOf(url: URL): 'host' | 'https' | null {
  const { NOTIFY_ONLY_HOSTS: only } = env();
  if (isVouchedFor(url)) return null;
  if (only.length > 0 && !only.includes(url.host)) return 'host';
  return url.protocol === 'https:' ? null : 'https';
}
