import type { ChannelKind } from '#contracts/channel';
import { env } from '#infra/env';
import { HttpError } from '../respond.ts';

/** Told while it is typed; the notifier judges again, with what the name resolves to. */
export function checkAddress(kind: ChannelKind, url: string): void {
  const { protocol, host } = new URL(url);
  if (kind === 'email') {
    if (protocol !== 'mailto:') throw wrong('must be addresses of e-mail');
    if (!env().SMTP_URL) throw wrong('can not be used: set SMTP_URL to the server that sends e-mail');
  } else if (protocol !== 'https:' && !env().NOTIFY_ALLOWED_HOSTS.includes(host)) {
    throw wrong('must begin with https://');
  }
}

const wrong = (message: string) =>
  new HttpError(400, 'bad_request', `The body is wrong: url ${message}.`, [{ path: 'url', message }]);
