import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { ChannelView, Delivery } from '#contracts/channel';
import { get } from '#tests/helpers/http';
import { produce, trackEvent } from '#tests/helpers/produce';
import { onCleanup, stackForTest } from '#tests/helpers/run';
import type { Stack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

type Mail = { to: string[]; text: string };

/** A real mail server; who is to be refused, and how often, is in the address: `busy@` once, `gone@` always. */
async function startMailServer() {
  const mails: Mail[] = [];
  let refused = 0;
  const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, callback) {
      if (address.startsWith('gone@')) return callback(refusal(550, 'No such mailbox'));
      refused += address.startsWith('busy@') ? 1 : 0;
      return callback(address.startsWith('busy@') && refused === 1 ? refusal(451, 'Try again later') : null);
    },
    onData(stream, session, callback) {
      let text = '';
      stream.on('data', (part) => {
        text += part;
      });
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onCleanup(() => server.close(() => {}));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails };
}

async function post<T>(stack: Stack, path: string, body?: unknown): Promise<{ status: number; answer: T }> {
  const response = await fetch(stack.url + path, { method: 'POST', body: JSON.stringify(body ?? {}) });
  return { status: response.status, answer: (await response.json()) as T };
}

const channelOf = (url: string) => ({
  kind: 'email',
  name: url,
  enabled: true,
  severities: ['warning'],
  url,
  secret: null,
});

async function add(stack: Stack, url: string): Promise<ChannelView> {
  const { status, answer } = await post<ChannelView>(stack, '/api/channels', channelOf(url));
  expect([status, answer.host]).toEqual([201, url.slice('mailto:'.length)]);
  return answer;
}

/** Sends a test and waits for its end. */
async function tested(stack: Stack, { id }: ChannelView): Promise<Delivery> {
  const { answer } = await post<Delivery>(stack, `/api/channels/${id}/test`);
  return answer;
}

test('alerts go out by e-mail: a busy server is asked again, one that refuses is not', async () => {
  const { url, mails } = await startMailServer();
  const env = { SMTP_URL: url, SMTP_FROM: 'Yeoul <yeoul@shop.test>', PUBLIC_URL: 'https://yeoul.test' };
  const stack = await stackForTest({ relay: 1, web: 1, notifier: 1, env });
  const fine = await add(stack, 'mailto:minji@shop.test,dohyun@shop.test');
  const gone = await add(stack, 'mailto:gone@shop.test');

  expect(await tested(stack, fine)).toMatchObject({ state: 'delivered', status: 250 });
  expect(await tested(stack, gone)).toMatchObject({ state: 'failed', status: 550, attempts: 1 });
  expect(mails.map(({ to }) => to)).toEqual([['minji@shop.test', 'dohyun@shop.test']]);

  await add(stack, 'mailto:busy@shop.test');
  await produce(
    stack,
    Array.from({ length: 301 }, () => trackEvent('Product Clicked', '<b>bot</b>')),
  );
  const toBusy = () => mails.filter(({ to }) => to.includes('busy@shop.test'));
  await until('the busy server has taken the mail', async () => toBusy().length === 1);
  const [mail] = toBusy();
  expect(mail?.text).toContain('Subject: Warning: User burst');
  expect(mail?.text).toMatch(/Message-ID: <[^>]+@yeoul>/);
  expect(mail?.text).toContain('https://yeoul.test/alerts/');
  expect(mail?.text).toContain('&lt;b&gt;bot');
});

test('a mailbox that is refused among others that are not is said by a delivery of its own', async () => {
  const { url, mails } = await startMailServer();
  const stack = await stackForTest({ relay: 1, web: 1, notifier: 1, env: { SMTP_URL: url } });
  const channel = await add(stack, 'mailto:minji@shop.test,gone@shop.test');
  const answer = expect.stringMatching(/^rejected: gone@shop\.test: 550 No such mailbox/);
  expect(await tested(stack, channel)).toMatchObject({ state: 'failed', status: 550, answer });

  await produce(
    stack,
    Array.from({ length: 301 }, () => trackEvent('Product Clicked', 'bot')),
  );
  const deliveries = await until('both are told of', async () => {
    const [alert] = (await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts?state=open`)).alerts;
    const path = `/api/alerts/${alert?.id}/deliveries`;
    const all = (await get<{ deliveries: Delivery[] }>(stack.url + path)).deliveries;
    return all.length === 2 && all;
  });
  const [taken, refused] = deliveries;
  expect(taken).toMatchObject({ state: 'delivered', status: 250 });
  expect(refused).toMatchObject({ state: 'failed', status: 550, answer });
  expect(mails.at(-1)?.to).toEqual(['minji@shop.test']);
});

test('without a mail server, or with what is no address, a channel is refused with the reason', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  const { status, answer } = await post<{ error: { message: string } }>(
    stack,
    '/api/channels',
    channelOf('mailto:minji@shop.test'),
  );
  expect([status, answer.error.message]).toEqual([400, expect.stringContaining('SMTP_URL')]);
  const wrong = await post<{ error: { message: string } }>(stack, '/api/channels', channelOf('mailto:minji'));
  expect(wrong.status).toBe(400);
});
