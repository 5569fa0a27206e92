import { createHmac } from 'node:crypto';
import type { Alert } from '#contracts/alert';
import type { Channel, Notice } from '#contracts/channel';
import { env } from '#infra/env';
import { slackGroup, slackMessage } from './slack.ts';

/**
 * What is to be told, to one channel. The id is the same at each try. `more`: alerts that began together with the first one;
 * `repeat`: how often it has been told before; `tried`: how often it was sent, and since when; absent before the first time.
 */
export type Job = {
  deliveryId: string;
  channelId: string;
  notice: Notice;
  alert: Alert | null;
  more: Alert[];
  repeat: number;
  tried?: { times: number; sinceMs: number };
};

/**
 * What came of one try. `again`: in so many ms, or by the queue's own back-off (null); 'never' where it makes no sense.
 * `refused`: what became of those of a channel who were not reached, where others were.
 */
export type Outcome = Result & { again: number | null | 'never' | 'done'; refused?: Result };
export type Result = { status: number | null; answer: string };

/** All that a job is of. */
export const alertsOf = ({ alert, more }: Pick<Job, 'alert' | 'more'>): Alert[] => (alert ? [alert, ...more] : more);

/** The alert on the pages; of a test where rules are. */
export const linkOf = (alert: Alert | null) =>
  alert ? `${env().PUBLIC_URL}/alerts/${encodeURIComponent(alert.id)}` : `${env().PUBLIC_URL}/rules`;

/** Body and headers of a delivery, as the kind of channel wants them. `events`: of the alert, for webhooks. */
export function messageFor({ kind, secret }: Channel, job: Job, events: object[]) {
  const { deliveryId, notice, alert, more, repeat } = job;
  const link = linkOf(alert);
  if (kind === 'slack')
    return {
      body: JSON.stringify(
        more.length > 0 ? slackGroup(alertsOf(job), link) : slackMessage(notice, alert, link, repeat),
      ),
      headers: {},
    };
  const together = { ...(more.length > 0 ? { alerts: alertsOf(job) } : {}), ...(repeat > 0 ? { repeat } : {}) };
  const body = JSON.stringify({
    id: deliveryId,
    notice,
    alert,
    link,
    ...together,
    ...(events.length > 0 ? { events } : {}),
  });
  const headers = { 'idempotency-key': deliveryId };
  return { body, headers: secret ? { ...headers, 'yeoul-signature': signatureOf(secret, body, Date.now()) } : headers };
}

/** `t=<unix seconds>,v1=<HMAC-SHA256 of "t.body", hex>`: the time is signed too, so that an old request can be told. */
export function signatureOf(secret: string, body: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
