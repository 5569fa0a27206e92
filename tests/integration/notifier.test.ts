import { createHmac } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { ChannelView, Delivery } from '#contracts/channel';
import type { Rule } from '#contracts/rule';
import { freeze, thaw } from '#tests/helpers/freeze';
import { get } from '#tests/helpers/http';
import { produce, trackEvent } from '#tests/helpers/produce';
import { startReceiver } from '#tests/helpers/receiver';
import { onCleanup, stackForTest } from '#tests/helpers/run';
import type { Stack, StackOptions } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

const SECRET = 'a secret of the test';
const ABOVE_LIMIT = 301;

async function notified(answers: Parameters<typeof startReceiver>[0], options: StackOptions = {}) {
  const receiver = await startReceiver(answers);
  onCleanup(() => receiver.close());
  const env = { NOTIFY_ALLOWED_HOSTS: receiver.host, PUBLIC_URL: 'https://yeoul.test/' };
  const stack = await stackForTest({ relay: 1, web: 1, notifier: 1, env, ...options });
  return { receiver, stack };
}

async function send<T>(stack: Stack, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
  const response = await fetch(stack.url + path, { method, body: JSON.stringify(body) });
  return { status: response.status, answer: (response.status === 204 ? null : await response.json()) as T };
}

async function addChannel(stack: Stack, url: string, more: object = {}): Promise<ChannelView> {
  const fields = {
    kind: 'webhook',
    name: new URL(url).pathname.slice(1) || url,
    enabled: true,
    severities: ['critical', 'warning'],
    url,
  };
  const { status, answer } = await send<ChannelView>(stack, 'POST', '/api/channels', {
    ...fields,
    secret: null,
    ...more,
  });
  expect(status).toBe(201);
  return answer;
}

/** One alert for each of these users, at once. */
const burst = (stack: Stack, ...users: string[]) =>
  produce(
    stack,
    users.flatMap((user) => Array.from({ length: ABOVE_LIMIT }, () => trackEvent('Product Clicked', user))),
  );

const alertsOf = async (stack: Stack, state = 'open') =>
  (await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts?state=${state}`)).alerts;

const deliveriesOf = async (stack: Stack, { id }: Alert) =>
  (await get<{ deliveries: Delivery[] }>(`${stack.url}/api/alerts/${id}/deliveries`)).deliveries;

/** Ends what a rule has opened. */
async function switchOff(stack: Stack, id: string): Promise<void> {
  const { id: _id, ...rule } = await get<Rule>(`${stack.url}/api/rules/${id}`);
  expect((await send(stack, 'PUT', `/api/rules/${id}`, { ...rule, enabled: false })).status).toBe(200);
}

/** What a webhook gets. */
type Told = { notice: string; alert: Alert; alerts?: Alert[] };

/** Of which key what was told, also where several were told together. */
const keysTold = (bodies: { body: string }[]) =>
  bodies.flatMap(({ body }) => {
    const { notice, alert, alerts = [alert] } = JSON.parse(body) as Told;
    return alerts.map(({ key }) => `${notice} ${key}`);
  });

const notices = (bodies: { body: string }[]) =>
  bodies.map(({ body }) => (JSON.parse(body) as { notice: string }).notice);

test('Slack and a webhook are told once that an alert fires, who has it, and that it is over', async () => {
  const { receiver, stack } = await notified({});
  await addChannel(stack, `http://${receiver.host}/slack`, { kind: 'slack' });
  await addChannel(stack, `http://${receiver.host}/hook`, { secret: SECRET });
  await addChannel(stack, `http://${receiver.host}/critical`, { severities: ['critical'] });
  await addChannel(stack, `http://${receiver.host}/off`, { enabled: false });

  await burst(stack, 'bot');
  await until('both are told', async () => receiver.at('/slack').length + receiver.at('/hook').length === 2);
  const [alert] = await alertsOf(stack);
  if (!alert) throw new Error('no alert is open');
  await send(stack, 'POST', `/api/alerts/${alert.id}/acknowledge`, { by: 'Minji' });
  await until('both are told who has it', async () => receiver.at('/slack').length + receiver.at('/hook').length === 4);
  await switchOff(stack, 'user-burst');
  await until('both are told the end', async () => receiver.at('/slack').length + receiver.at('/hook').length === 6);

  const hooks = receiver.at('/hook');
  expect(notices(hooks)).toEqual(['firing', 'acknowledged', 'resolved']);
  for (const { headers, body } of hooks) {
    const [, seconds, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['yeoul-signature'])) ?? [];
    expect(signature).toBe(createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex'));
    expect(headers['idempotency-key']).toBe((JSON.parse(body) as { id: string }).id);
  }
  const messages = receiver.at('/slack').map(({ body }) => JSON.parse(body) as { text: string; blocks: KnownBlock[] });
  expect(messages.map(({ text }) => text.split(' · ')[0])).toEqual([
    '🔴 Warning: User burst',
    '👀 Acknowledged: User burst',
    '✅ Resolved: User burst',
  ]);
  expect(JSON.stringify(messages[0]?.blocks)).toContain(`https://yeoul.test/alerts/${alert.id}`);
  expect(receiver.at('/critical').length + receiver.at('/off').length).toBe(0);
  const deliveries = await deliveriesOf(stack, alert);
  expect(deliveries).toHaveLength(6);
  expect(
    deliveries.every(({ state, status, attempts }) => state === 'delivered' && status === 200 && attempts === 1),
  ).toBe(true);
  expect(JSON.stringify(await get(`${stack.url}/api/channels`))).not.toMatch(new RegExp(`${SECRET}|/slack|/hook`));
});

test('a channel that fails, asks for patience, hangs or hangs up is told later, and one that refuses is not', async () => {
  const { receiver, stack } = await notified({
    '/broken': (response, nth) => response.writeHead(nth < 2 ? 500 : 200).end('sorry'),
    '/busy': (response, nth) => response.writeHead(nth < 1 ? 429 : 200, { 'retry-after': '3' }).end(),
    '/hangs': (response, nth) => void (nth > 0 && response.end()),
    '/resets': (response, nth) => void (nth < 1 ? response.socket?.destroy() : response.end()),
    '/gone': (response) => response.writeHead(404).end('no_service'),
    '/moved': (response) => response.writeHead(302, { location: '/secret' }).end(),
    '/endless': (response) => void response.writeHead(200).write('x'.repeat(100_000)),
  });
  const paths = ['/broken', '/busy', '/hangs', '/resets', '/gone', '/moved', '/endless'];
  for (const path of paths) await addChannel(stack, `http://${receiver.host}${path}`, { name: path });
  await burst(stack, 'bot');
  const [alert] = await until('it fires', async () => {
    const open = await alertsOf(stack);
    return open.length > 0 && open;
  });
  const deliveries = await until('all are over', async () => {
    const all = await deliveriesOf(stack, alert as Alert);
    return all.length === paths.length && all.every(({ state }) => state !== 'waiting') && all;
  });
  const result = Object.fromEntries(deliveries.map(({ channelName, ...rest }) => [channelName, rest]));
  expect(result['/broken']).toMatchObject({ state: 'delivered', attempts: 3, status: 200 });
  expect(result['/busy']).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(result['/hangs']).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(result['/resets']).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(result['/gone']).toMatchObject({ state: 'failed', attempts: 1, status: 404, answer: 'no_service' });
  expect(result['/moved']).toMatchObject({ state: 'failed', attempts: 1, status: 302 });
  expect(result['/endless']).toMatchObject({ state: 'delivered', attempts: 1 });
  const [first, second] = receiver.at('/busy');
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(3_000);
  expect(receiver.at('/secret')).toEqual([]);
});

test('nothing is sent to addresses inside, and a test shows the real answer', async () => {
  const { receiver, stack } = await notified({ '/odd': (response) => response.writeHead(418).end('a teapot') });
  const port = receiver.host.split(':')[1];
  const inside = [
    `https://localhost:${port}/`,
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://10.0.0.1/',
  ];
  for (const url of inside) {
    const { id } = await addChannel(stack, url, { name: url });
    const { answer } = await send<Delivery>(stack, 'POST', `/api/channels/${id}/test`);
    expect(answer, url).toMatchObject({ state: 'failed', status: null, answer: expect.stringMatching(/not allowed/) });
  }
  const refused = { kind: 'slack', name: 'x', enabled: true, severities: ['critical'], secret: null };
  for (const url of ['http://example.com/', 'ftp://example.com/', 'javascript:alert(1)'])
    expect((await send(stack, 'POST', '/api/channels', { ...refused, url })).status, url).toBe(400);

  const { id } = await addChannel(stack, `http://${receiver.host}/odd`, { enabled: false });
  const { answer } = await send<Delivery>(stack, 'POST', `/api/channels/${id}/test`);
  expect(answer).toMatchObject({ notice: 'test', state: 'failed', status: 418, answer: 'a teapot', attempts: 1 });
  const { channels } = await get<{ channels: ChannelView[] }>(`${stack.url}/api/channels`);
  expect(channels.find((channel) => channel.id === id)?.newest).toMatchObject({ state: 'failed', status: 418 });
});

test('a channel is edited as the version that was seen, or not at all', async () => {
  const { receiver, stack } = await notified({});
  const { id, ...channel } = await addChannel(stack, `http://${receiver.host}/old`);
  const { kind, name, enabled, severities } = channel;
  const edit = { kind, name, enabled, severities, version: 1, url: `http://${receiver.host}/new` };
  expect(await send(stack, 'PUT', `/api/channels/${id}`, edit)).toMatchObject({ status: 200, answer: { version: 2 } });
  expect((await send(stack, 'PUT', `/api/channels/${id}`, edit)).status).toBe(409);
  const { url: _url, ...rest } = edit;
  expect((await send(stack, 'PUT', `/api/channels/${id}`, { ...rest, version: 2, name: 'renamed' })).status).toBe(200);
  await send(stack, 'POST', `/api/channels/${id}/test`);
  expect([receiver.at('/old').length, receiver.at('/new').length]).toEqual([0, 1]);
  expect((await send(stack, 'DELETE', `/api/channels/${id}`)).status).toBe(204);
  expect((await send(stack, 'DELETE', `/api/channels/${id}`)).status).toBe(404);
});

test('alerts of a time without a notifier are told when one is there, each once, by two side by side', async () => {
  const { receiver, stack } = await notified({}, { relay: 1, web: 1, notifier: 2 });
  await addChannel(stack, `http://${receiver.host}/hook`);
  await Promise.all(['notifier', 'notifier-2'].map((name) => stack.hold(name)));
  const users = Array.from({ length: 15 }, (_, n) => `bot-${n}`);
  await burst(stack, ...users);
  await until('all fire', async () => (await alertsOf(stack, 'firing')).length === users.length);
  expect(receiver.at('/hook')).toEqual([]);
  // One that took some and died before it could tell them.
  const redis = new Redis(stack.env.REDIS_URL);
  onCleanup(() => redis.quit());
  const outbox = `${stack.env.KEY_PREFIX}{alerts}:outbox`;
  await redis.xreadgroup('GROUP', 'notifier', 'dead', 'COUNT', 5, 'STREAMS', outbox, '>');
  await Promise.all(['notifier', 'notifier-2'].map((name) => stack.restart(name)));
  // Those that begin together come together.
  const told = () => keysTold(receiver.at('/hook'));
  await until('all are told', async () => told().length >= users.length);
  expect(receiver.at('/hook').length).toBeLessThan(users.length);
  await switchOff(stack, 'user-burst');
  await until('all ends are told', async () => told().length >= 2 * users.length);
  expect(told().sort()).toEqual(users.flatMap((user) => [`firing ${user}`, `resolved ${user}`]).sort());
});

/** Which of the servers evaluates the rules, as they say themselves. */
async function leaderOf(stack: Stack): Promise<string | undefined> {
  for (const [index, url] of stack.urls.entries()) {
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
    if (/^yeoul_alert_leader(?:\{.*\})? 1$/m.test((await answer?.text()) ?? '')) return index === 0 ? 'web' : 'web-2';
  }
  return undefined;
}

test('the server that evaluates is frozen while alerts begin: another goes on, and each is told once', async () => {
  const { receiver, stack } = await notified({}, { relay: 1, web: 2, notifier: 1 });
  await addChannel(stack, `http://${receiver.host}/hook`);
  const frozen = await until('one evaluates', () => leaderOf(stack));
  const other = frozen === 'web' ? 'web-2' : 'web';
  const awake: Stack = { ...stack, url: stack.urls[other === 'web' ? 0 : 1] as string };
  const users = Array.from({ length: 15 }, (_, n) => `bot-${n}`);
  const redis = new Redis(stack.env.REDIS_URL);
  onCleanup(() => redis.disconnect());
  // Answers as soon as the first of them is written, in the middle of all others.
  const first = redis.xread('BLOCK', 0, 'STREAMS', `${stack.env.KEY_PREFIX}{alerts}:feed`, '$');
  await burst(stack, ...users);
  await first;
  await freeze(stack.pids[frozen] as number);
  await until('the other evaluates', async () => (await leaderOf(stack)) === other);
  await until('all fire', async () => (await alertsOf(awake, 'firing')).length === users.length);
  thaw(stack.pids[frozen] as number);
  await stack.untilHealthy();
  await switchOff(awake, 'user-burst');
  const told = () => keysTold(receiver.at('/hook'));
  await until('all ends are told', async () => told().length >= 2 * users.length);
  expect(told().sort()).toEqual(users.flatMap((user) => [`firing ${user}`, `resolved ${user}`]).sort());
});
