import { env } from '#infra/env';
import { HttpError } from '../respond.ts';

/** Told while it is typed; the notifier judges again, with what the name resolves to. */
export function checkAddress(url: string): void {
  const { protocol, host } = new URL(url);
  if (protocol === 'https:' || env().NOTIFY_ALLOWED_HOSTS.includes(host)) return;
  const message = 'must begin with https://';
  throw new HttpError(400, 'bad_request', `The body is wrong: url ${message}.`, [{ path: 'url', message }]);
}
