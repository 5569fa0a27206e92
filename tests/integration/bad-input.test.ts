import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { OutgoingRecord } from '#infra/kafka';
import { readDeadLetters } from '#tests/helpers/dead-letters';
import { get } from '#tests/helpers/http';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { onCleanup, stackForTest, untilCounted } from '#tests/helpers/run';
import { until } from '#tests/helpers/until';

const half = 450_000;
const event = (change: Record<string, unknown>) =>
  JSON.stringify({
    type: 'track',
    event: 'Product Viewed',
    userId: 'u',
    timestamp: new Date().toISOString(),
    ...change,
  });

const REJECTED: OutgoingRecord[] = [
  { key: null, value: '' },
  { key: 'k', value: null },
  { key: Buffer.from([0xff, 0x00]), value: Buffer.from([0xff, 0xfe, 0x00, 0x80]) },
  { key: 'k', value: '['.repeat(half) + ']'.repeat(half) },
  { key: 'k', value: '{"__proto__":{"type":"track","event":"x"}}' },
  { key: 'k', value: event({ event: 'x'.repeat(10_000) }) },
  { key: 'k', value: event({ userId: 42 }) },
  { key: 'k', value: event({ timestamp: 1_700_000_000 }) },
];
const ODD_BUT_VALID: OutgoingRecord[] = [
  { key: 'k', value: event({ event: '__proto__' }) },
  { key: 'k', value: event({ event: 'constructor', properties: { __proto__: { name: 1 }, products: 'none' } }) },
  { key: 'k', value: event({ event: 'Order Completed', properties: { revenue: 'NaN', products: [null, 7] } }) },
];

test('whatever is in the topic ends counted or in events.dlq, and the pipeline goes on', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  const apart = [event({ timestamp: '1970-01-01T00:00:00Z' }), event({ timestamp: '2099-01-01T00:00:00Z' })];
  // One by one: together they are larger than what Kafka takes in one request.
  for (const record of [...REJECTED, ...ODD_BUT_VALID, ...apart.map((value) => ({ key: 'k', value }))])
    await produce(stack, [record]);
  await produce(stack, eventsOfNow(100, 'after'));
  const counted = 100 + ODD_BUT_VALID.length;
  const { books } = await untilCounted(stack, counted, counted + REJECTED.length + apart.length);
  expect(books).toMatchObject({
    rejected: REJECTED.length,
    late: 1,
    future: 1,
    counted,
    lost: 0,
    doubled: 0,
  });
  const letters = await readDeadLetters(stack.env.KAFKA_DLQ_TOPIC, REJECTED.length - 1);
  expect(letters.map((letter) => letter.headers.reason)).toContain('too large');
  expect(letters.map((letter) => letter.headers.path)).toEqual(
    expect.arrayContaining(['event', 'userId', 'timestamp']),
  );
});

test('a bad query or body gets 400 with the path that is wrong', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  const problem = async (path: string, body?: string) => {
    const response = await fetch(`${stack.url}${path}`, body === undefined ? {} : { method: 'POST', body });
    const { error } = (await response.json()) as { error: { details?: { path: string }[] } };
    return [response.status, ...(error.details ?? []).map((detail) => detail.path)];
  };
  expect(await problem('/api/counts?from=x&to=2026-01-01T00:00:00Z&step=2s')).toEqual([400, 'from', 'step']);
  expect(await problem('/api/simulations', '{')).toEqual([400, '']);
  expect(await problem('/api/simulations', '{"scenario":"normal","rate":9000,"seconds":1,"x":1}')).toEqual([
    400,
    'rate',
    'x',
  ]);
  expect(await problem('/api/simulations', `"${'x'.repeat(70_000)}"`)).toEqual([413]);
  expect(await problem('/api/simulations/none')).toEqual([404]);
  expect(await problem('/api/alerts?state=on')).toEqual([400, 'state']);
  await until('the server still answers', async () => (await get<{ ready: boolean }>(`${stack.url}/api/health`)).ready);
});

test('a bad message of a browser is refused with the path that is wrong, and the next one is answered', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  const socket = io(stack.url, { transports: ['websocket'] });
  onCleanup(() => socket.disconnect());
  const ask = (event: string, request: unknown) => socket.timeout(5_000).emitWithAck(event, request);
  const any = { names: [], categories: [], user: null, properties: [], traffic: 'all' };
  const refused = (path: string) => ({ ok: false, error: expect.stringContaining(path) });
  expect(await ask('subscribe', { range: '2m', feed: true })).toEqual(refused('range'));
  const focus = (by: string, value: unknown) => ask('subscribe', { range: '1m', feed: true, focus: { by, value } });
  expect(await focus('category', 'toys')).toEqual(refused('focus.value'));
  expect(await focus('event', 'x'.repeat(201))).toEqual(refused('focus.value'));
  expect(await focus('product', 'x'.repeat(81))).toEqual(refused('focus.value'));
  expect(await focus('user', 'minji')).toEqual(refused('focus.by'));
  expect(await ask('tail', { ...any, categories: ['toys'] })).toEqual(refused('categories.0'));
  expect(await ask('tail', { ...any, properties: Array(6).fill({ path: 'a', value: 'b' }) })).toEqual(
    refused('properties'),
  );
  expect(await ask('tail', { ...any, user: 'u'.repeat(257) })).toEqual(refused('user'));
  expect(await ask('tail', { ...any, after: 'the newest' })).toEqual(refused('after'));
  expect(await ask('openEvent', { id: '1.2.3' })).toMatchObject({ ok: false });
  expect(await ask('openEvent', '1.2.x')).toMatchObject({ ok: false });
  socket.emit('tail', any);
  socket.emit('openEvent', '1.2.3', 'not a function');
  expect(await ask('openEvent', '1.2.3')).toEqual({ ok: true, data: null });
  expect(await ask('tail', any)).toMatchObject({ ok: true, data: { rows: [] } });
});

test('a page of a name that was made to lead here gets no socket', async () => {
  const stack = await stackForTest({ web: 1 });
  const errorOf = (headers: Record<string, string>) => {
    const socket = io(stack.url, { transports: ['websocket'], reconnection: false, extraHeaders: headers });
    onCleanup(() => socket.disconnect());
    return new Promise<Error | null>((resolve) => {
      socket.on('connect', () => resolve(null));
      socket.on('connect_error', resolve);
    });
  };
  const evil = 'evil.example:3000';
  expect(await errorOf({ host: evil })).toBeInstanceOf(Error);
  expect(await errorOf({ host: evil, origin: `http://${evil}` })).toBeInstanceOf(Error);
  expect(await errorOf({ host: 'localhost:3000' })).toBeNull();
});

test('a poll in a session that is none is told that it is closed, which no browser shows as a fault', async () => {
  const stack = await stackForTest({ web: 1 });
  const poll = async (query: string, method = 'GET') => {
    const response = await fetch(`${stack.url}/socket.io/?EIO=4&transport=polling${query}`, { method });
    return [response.status, await response.text()] as const;
  };
  expect(await poll('&sid=ended')).toEqual([200, '1']);
  expect(await poll('&sid=ended', 'POST')).toEqual([200, 'ok']);
  const [status, handshake] = await poll('');
  expect(status).toBe(200);
  const { sid } = JSON.parse(handshake.slice(1)) as { sid: string };
  // Packets of a session that lives go to Socket.IO: it is not connected to any namespace, and pings.
  expect(await poll(`&sid=${sid}`)).toEqual([200, '2']);
});
