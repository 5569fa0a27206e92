import type { ChannelKind } from '#contracts/channel';
import { env } from '#infra/env';
import { refusalOf } from '#infra/notice-hosts';
import { HttpError } from '../respond.ts';

/** Told while it is typed; the notifier judges again, with what the name resolves to. */
export function checkAddress(kind: ChannelKind, url: string): void {
  const address = new URL(url);
  if (kind === 'email') {
    if (address.protocol !== 'mailto:') throw wrong('must be addresses of e-mail');
    if (!env().SMTP_URL) throw wrong('can not be used: set SMTP_URL to the server that sends e-mail');
    return;
  }
  const refusal = refusalOf(address);
  if (refusal) throw wrong(REFUSALS[refusal]);
}

const REFUSALS = { host: 'is of a host that NOTIFY_ONLY_HOSTS does not have', https: 'must begin with https://' };

const wrong = (message: string) =>
  new HttpError(400, 'bad_request', `The body is wrong: url ${message}.`, [{ path: 'url', message }]);
