import { randomUUID } from 'node:crypto';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hop, HopId, Pipeline } from '#contracts/pipeline';
import { get, readPipeline } from '#tests/helpers/http';
import { ownKafka } from '#tests/helpers/own-services';
import { stackForTest, untilCounted } from '#tests/helpers/run';
import { type Stack, startStack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

type Books = Pipeline['books'];

const MINUTE_MS = 60_000;
const KEY = 'local';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, collector: 1 });
  await until('the collector listens', () => fetch(stack.collectorUrl).then(() => true));
});

afterAll(() => stack.stop());

type Answer = { success?: boolean; rejected?: object[]; error?: { code: string; message: string; details?: object[] } };

async function post(
  call: string,
  body: unknown,
  { key = KEY, ...headers }: Record<string, string> = {},
  url = stack.collectorUrl,
) {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const response = await fetch(`${url}/v1/${call}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, answer: (await response.json()) as Answer };
}

const hopNow = async (id: HopId, of: Stack = stack) =>
  (await readPipeline(of)).hops.find((hop) => hop.id === id) as Hop;

const booksNow = async () => (await readPipeline(stack)).books;

/** The books when so many more are counted, of so many more records. */
async function untilMore(before: Books, more: number, records = more): Promise<Books> {
  return (await untilCounted(stack, before.counted + more, before.relayed + records)).books;
}

/** How many events of this name there are in the second of this time. */
async function countAt(name: string, ms: number): Promise<number> {
  const from = new Date(Math.floor(ms / 1_000) * 1_000);
  const to = new Date(from.getTime() + 1_000);
  const { series } = await get<{ series: { name: string; points: [string, number][] }[] }>(
    `${stack.url}/api/counts?from=${from.toISOString()}&to=${to.toISOString()}&step=1s`,
  );
  return series.find((each) => each.name === name)?.points[0]?.[1] ?? 0;
}

test("Segment's own library sends all kinds of events, and each is counted once", async () => {
  const before = await booksNow();
  const analytics = new Analytics({ writeKey: KEY, host: stack.collectorUrl });
  const errors: unknown[] = [];
  analytics.on('error', (error) => errors.push(error));
  for (let n = 0; n < 50; n += 1) analytics.track({ userId: `u_${n % 5}`, event: 'Product Viewed' });
  analytics.page({ anonymousId: 'a_1', name: 'Home' });
  analytics.identify({ userId: 'u_1', traits: { plan: 'pro' } });
  await analytics.closeAndFlush();
  expect(errors).toEqual([]);
  const after = await untilMore(before, 52);
  expect(after).toMatchObject({ counted: before.counted + 52, rejected: before.rejected, lost: 0, doubled: 0 });
});

test('one event is answered when Kafka has it; sent again with its message ID it is counted once', async () => {
  const before = await booksNow();
  const event = { event: 'Order Completed', userId: 'u_1', messageId: randomUUID(), properties: { revenue: 100 } };
  for (let n = 0; n < 3; n += 1)
    expect(await post('track', event)).toMatchObject({ status: 200, answer: { success: true } });
  const after = await untilMore(before, 1, 3);
  expect(after).toMatchObject({ counted: before.counted + 1, duplicates: before.duplicates + 2 });
});

test("an event's time is by the collector's clock, however wrong the sender's is", async () => {
  const books = await booksNow();
  const wrong = Date.now() + 7 * 24 * 60 * MINUTE_MS;
  const timestamp = new Date(wrong - 5 * MINUTE_MS).toISOString();
  const before = Date.now();
  await post('track', { event: 'Cart Viewed', userId: 'u_1', timestamp, sentAt: new Date(wrong).toISOString() });
  const after = Date.now();
  await untilMore(books, 1);
  const seconds = new Set([before, after].map((ms) => ms - 5 * MINUTE_MS));
  const counts = await Promise.all([...seconds].map((ms) => countAt('Cart Viewed', ms)));
  expect(Math.max(...counts)).toBe(1);
});

test('what is wrong in a batch is told and kept with its reason, and the rest is counted', async () => {
  const before = await booksNow();
  const good = { type: 'track', event: 'Product Added', userId: 'u_2' };
  const { status, answer } = await post('batch', {
    batch: [good, { ...good, event: '' }, { ...good, userId: undefined }],
  });
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    success: true,
    rejected: [
      { index: 1, path: 'event' },
      { index: 2, path: 'anonymousId' },
    ],
  });
  expect(await untilMore(before, 1, 3)).toMatchObject({ rejected: before.rejected + 2 });
});

test('what is refused is answered with what is wrong, and nothing of it is stored', async () => {
  const before = await booksNow();
  const event = { event: 'Product Viewed', userId: 'u_1' };
  const deep = `${'{"properties":'.repeat(40)}{}${'}'.repeat(40)}`;
  const cases: [call: string, body: unknown, headers: Record<string, string>, status: number, code: string][] = [
    ['track', event, { key: 'wrong' }, 401, 'unauthorized'],
    ['track', event, { authorization: 'Bearer x' }, 401, 'unauthorized'],
    ['track', { event: 'Product Viewed' }, {}, 400, 'invalid_event'],
    ['track', { ...event, timestamp: 'yesterday' }, {}, 400, 'invalid_event'],
    ['track', [event], {}, 400, 'bad_request'],
    ['batch', { batch: [] }, {}, 400, 'bad_request'],
    ['batch', { batch: Array.from({ length: 1_001 }, () => event) }, {}, 400, 'bad_request'],
    ['batch', { batch: ['text'] }, {}, 400, 'bad_request'],
    ['track', deep, {}, 400, 'too_deep'],
    ['track', '{"event":', {}, 400, 'fst_err_ctp_invalid_json_body'],
    ['track', '{"__proto__":{"admin":true}}', {}, 400, 'fst_err_ctp_invalid_json_body'],
    ['track', JSON.stringify({ ...event, more: 'x'.repeat(600_000) }), {}, 413, 'fst_err_ctp_body_too_large'],
    ['track', 'x', { 'content-type': 'application/xml' }, 415, 'fst_err_ctp_invalid_media_type'],
    ['nothing', event, {}, 404, 'not_found'],
  ];
  for (const [call, body, headers, status, code] of cases) {
    const refused = await post(call, body, headers);
    expect({ status: refused.status, code: refused.answer.error?.code }, JSON.stringify(body).slice(0, 80)).toEqual({
      status,
      code,
    });
  }
  expect((await post('track', event)).status).toBe(200);
  const after = await untilMore(before, 1);
  expect(after).toMatchObject({ counted: before.counted + 1, rejected: before.rejected });
});

test('every hop says how long records are at it, of traffic that is; the collector also what went wrong', async () => {
  const HOPS = ['collector', 'kafka', 'relay', 'redis', 'server'] as const;
  const times = async () => {
    const { hops } = await readPipeline(stack);
    return Object.fromEntries(hops.map(({ id, p50Ms, p99Ms }) => [id, [p50Ms, p99Ms]]));
  };
  await post('track', { event: 'Cart Viewed', userId: 'u_1' }, { key: 'wrong' });
  const timed = await until('all have times', async () => {
    await post('track', { event: 'Cart Viewed', userId: 'u_1' });
    const found = await times();
    return HOPS.every((id) => found[id]?.[0] !== null) && found;
  });
  for (const id of HOPS) {
    const [p50, p99] = timed[id] as [number, number];
    expect(p50, id).toBeGreaterThanOrEqual(0);
    expect(p99, id).toBeGreaterThanOrEqual(p50);
  }
  // Nobody looks, so nothing is sent.
  expect(timed.browser).toEqual([null, null]);
  const collector = await until('it has a rate', async () => {
    await post('track', { event: 'Cart Viewed', userId: 'u_1' });
    const hop = await hopNow('collector');
    return hop.rate > 0 && hop;
  });
  expect(collector).toMatchObject({ state: 'ok', members: 1 });
  expect(collector.lastError?.message).toContain('write key');
  await until('what is over is not shown as if it were now', async () => {
    const found = await times();
    return HOPS.every((id) => found[id]?.[0] === null);
  });
});

test('while Kafka hangs senders are told to try again, and what they send again is counted once', async () => {
  const kafka = await ownKafka();
  await kafka.start();
  const env = { KAFKA_BROKERS: kafka.address };
  // A relay that hears nothing of Kafka ends itself.
  const own = await stackForTest({ relay: 1, web: 1, collector: 1, supervise: true, env });
  const event = { event: 'Order Completed', userId: 'u_1', messageId: randomUUID() };
  const send = () => post('track', event, {}, own.collectorUrl);
  await until(
    'the collector takes events',
    async () => (await post('page', { userId: 'u_1' }, {}, own.collectorUrl)).status === 200,
  );

  await kafka.freeze();
  const refused = await send();
  expect(refused).toMatchObject({ status: 503, answer: { error: { code: 'busy' } } });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await hopNow('collector', own)).toMatchObject({ state: 'waiting', lag: 1 });
  kafka.thaw();

  expect((await send()).status).toBe(200);
  const { books } = await untilCounted(own, 2);
  expect(books).toMatchObject({ counted: 2, lost: 0, doubled: 0 });
});
