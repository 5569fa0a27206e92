import { z } from 'zod';

const Host = z
  .string()
  .max(255)
  .regex(/^[a-z\d.-]+(:\d{1,5})?$/i);

/** Where the visitor reached this server, for addresses that have to be absolute; undefined when the request lies. */
export function originOf(headers: Pick<Headers, 'get'>): URL | undefined {
  const host = Host.safeParse(headers.get('x-forwarded-host') ?? headers.get('host'));
  if (!host.success) return undefined;
  const protocol = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http';
  const origin = `${protocol}://${host.data}`;
  return URL.canParse(origin) ? new URL(origin) : undefined;
}
