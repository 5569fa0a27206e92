import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Silence } from '#contracts/silence';
import { globalKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { createAlertEngine } from '#server/alerts/engine';
import { evaluate } from '#server/alerts/evaluate';
import { acknowledge, unacknowledge } from '#stores/alert-actions';
import { openRecords, writeAlert } from '#stores/alerts';
import { addChannel } from '#stores/channels';
import { outboxLength } from '#stores/outbox';
import { withheldAlerts } from '#stores/withheld';
import { createSeries } from '#tests/helpers/alert-input';
import { startReceiver } from '#tests/helpers/receiver';
import { removeKeys } from '#tests/helpers/redis';
import { until } from '#tests/helpers/until';
import { followOutbox } from '#workers/notifier/outbox';
import { startQueue } from '#workers/notifier/queue';

const T0 = 1_800_000_000;
/** Silences are looked at each second, and what they let go is sent at once. */
const WELL_AFTER_MS = 2_500;
const AT_ONCE = { repeatMinutes: null, afterMinutes: 0, quiet: null };
const NOBODY = { by: null, note: null };

const receiver = await startReceiver();
// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
vi.stubEnv('NOTIFY_ALLOWED_HOSTS', receiver.host);
const log = createLogger('silences-test');
const redis = createRedis(log);
vi.mock('#infra/api-redis', () => ({ apiRedis: () => redis }));
const { POST } = await import('../../app/api/silences/route.ts');
const { DELETE } = await import('../../app/api/silences/[id]/route.ts');

// Two side by side, as in production: what one of them does, the other must not do again.
const queue = startQueue(redis, log);
const notifiers = ['a', 'b'].map((name) => followOutbox(redis, log, name, queue.add));
afterAll(async () => {
  await Promise.all(notifiers.map((notifier) => notifier.stop()));
  await queue.stop();
  receiver.close();
  await removeKeys(redis, process.env.KEY_PREFIX ?? 'test-');
  await removeKeys(redis, `{${process.env.KEY_PREFIX}`);
  await redis.quit();
});

/** Each test has a channel of its own. */
let path = '';
beforeEach(async () => {
  await redis.del(globalKeys().channels);
  path = `/${randomUUID()}`;
  const url = `http://${receiver.host}${path}`;
  const fields = { kind: 'webhook', name: 'hook', enabled: true, severities: ['critical', 'warning'], url } as const;
  const severities = [...fields.severities];
  await addChannel(redis, { ...fields, ...AT_ONCE, severities, secret: null });
});
const told = () => receiver.at(path).map(({ body }) => (JSON.parse(body) as { notice: string }).notice);

async function silence(key: string, ms: number): Promise<string> {
  const from = new Date().toISOString();
  const body = { matcher: { key }, when: { kind: 'once', from, to: new Date(Date.now() + ms).toISOString() } };
  const response = await POST(new Request('http://yeoul.test/', { method: 'POST', body: JSON.stringify(body) }));
  expect(response.status).toBe(201);
  return ((await response.json()) as Silence).id;
}

async function endSilence(id: string): Promise<void> {
  const request = new Request('http://yeoul.test/', { method: 'DELETE' });
  expect((await DELETE(request, { params: Promise.resolve({ id }) })).status).toBe(204);
}

const openOf = async (key: string) => (await openRecords(redis)).find(({ alert }) => alert.key === key);

/** Each second is judged once. */
let second = T0;

/** Fires an alert of this user, and waits until notifiers have dealt with that. */
async function fire(key: string): Promise<Alert> {
  const series = createSeries();
  series.addUser(key, T0, 500);
  second += 1;
  const now = second;
  const engine = createAlertEngine({
    redis,
    log,
    follow: () => {},
    input: series.inputAfter,
    countedSecond: () => now,
    clockSecond: () => now,
    eventsOf: () => [],
    onAlert: () => {},
  });
  await engine.evaluateOnce();
  await engine.stop();
  await settled();
  const record = await openOf(key);
  if (!record) throw new Error('nothing fires');
  return record.alert;
}

/** Ends it, as when its rule is switched off. */
async function end(key: string): Promise<void> {
  const record = await openOf(key);
  const [change] = record ? evaluate([], createSeries().inputAfter(T0 + 9), [record]) : [];
  if (!change) throw new Error('nothing is open');
  expect(await writeAlert(redis, change.previous, change.next)).toBe(true);
  await settled();
}

const settled = () => until('the outbox is empty', async () => (await outboxLength(redis)) === 0);
const firingTold = (times: number) =>
  until(`it is told ${times} times`, async () => told().filter((notice) => notice === 'firing').length === times);

it('nothing is sent while a silence holds, and once when it has ended, and then the end', async () => {
  await silence('scheduled', 2_000);
  await fire('scheduled');
  await fire('another');
  await firingTold(1);
  expect(receiver.at(path)[0]?.body).toContain('"key":"another"');
  await end('another');
  const scheduled = await openOf('scheduled');
  expect(scheduled?.alert.timeline.map(({ kind, state }) => (kind === 'state' ? state : kind))).toEqual([
    'pending',
    'firing',
    'silenced',
  ]);

  await firingTold(2);
  expect(receiver.at(path).at(-1)?.body).toContain('"key":"scheduled"');
  await sleep(WELL_AFTER_MS);
  expect(told()).toEqual(['firing', 'resolved', 'firing']);
  await end('scheduled');
  await until('the end is told', async () => told().length === 4);
  expect(told().at(-1)).toBe('resolved');
});

it('what began and ended in silence is never told', async () => {
  const id = await silence('quiet', 60_000);
  await fire('quiet');
  await end('quiet');
  await endSilence(id);
  await sleep(WELL_AFTER_MS);
  expect(told()).toEqual([]);
  expect((await withheldAlerts(redis)).size).toBe(0);
});

it('an acknowledged one is not told when it is over, nor its end; it is when nobody has it any more', async () => {
  const id = await silence('mine', 60_000);
  const { id: alertId } = await fire('mine');
  await acknowledge(redis, alertId, NOBODY);
  await endSilence(id);
  await sleep(WELL_AFTER_MS);
  expect(told()).toEqual([]);
  await unacknowledge(redis, alertId, NOBODY);
  await firingTold(1);
  // Once: what the end of the silence would have had to say is said.
  await sleep(WELL_AFTER_MS);
  await end('mine');
  await until('the end is told', async () => told().length === 2);

  const again = await silence('mine', 60_000);
  await acknowledge(redis, (await fire('mine')).id, NOBODY);
  await endSilence(again);
  await sleep(WELL_AFTER_MS);
  await end('mine');
  await sleep(WELL_AFTER_MS);
  expect(told()).toEqual(['firing', 'resolved']);
});

it('what was told, taken, silenced and given back in silence is known of, so its end is told', async () => {
  const { id: alertId } = await fire('back');
  await firingTold(1);
  await acknowledge(redis, alertId, NOBODY);
  const id = await silence('back', 60_000);
  await unacknowledge(redis, alertId, NOBODY);
  await until('it is kept', async () => (await withheldAlerts(redis)).get(alertId) === 'told');
  await settled();
  await acknowledge(redis, alertId, NOBODY);
  await settled();
  await endSilence(id);
  await end('back');
  await until('the end is told', async () => told().includes('resolved'));
});

it('one that was told before it was snoozed is told again after that, once, and its end too', async () => {
  const { id: alertId } = await fire('snoozed');
  await firingTold(1);
  const id = await silence('snoozed', 60_000);
  await until('it is known', async () => (await withheldAlerts(redis)).get(alertId) === 'told');
  await endSilence(id);
  await firingTold(2);
  await sleep(WELL_AFTER_MS);
  // Again, but over before anybody looks: channels know of it, so the end is told.
  const short = await silence('snoozed', 60_000);
  await until('it is known', async () => (await withheldAlerts(redis)).get(alertId) === 'told');
  await acknowledge(redis, alertId, NOBODY);
  await settled();
  await endSilence(short);
  await end('snoozed');
  await until('the end is told', async () => told().includes('resolved'));
  expect(told()).toEqual(['firing', 'firing', 'resolved']);
});
