import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { afterAll, expect, it, vi } from 'vitest';
import type { Alert } from '#contracts/alert';
import { DEFAULT_RULES } from '#contracts/rules';
import { globalKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { evaluate } from '#server/alerts/evaluate';
import { acknowledge } from '#stores/alert-actions';
import { writeAlert } from '#stores/alerts';
import { addChannel } from '#stores/channels';
import { deliveriesOf } from '#stores/deliveries';
import { createSeries } from '#tests/helpers/alert-input';
import { startReceiver } from '#tests/helpers/receiver';
import { removeKeys } from '#tests/helpers/redis';
import { until } from '#tests/helpers/until';
import type { Job } from '#workers/notifier/message';
import { startQueue } from '#workers/notifier/queue';

const T0 = 1_800_000_000;
const NOBODY = { by: null, note: null };

/** Called once the receiver is asked at `/slow`. */
let answerSlowly = () => {};
const receiver = await startReceiver({
  '/impatient': (response, nth) => response.writeHead(nth < 2 ? 429 : 200, { 'retry-after': '0' }).end(),
  '/broken': (response) => response.writeHead(500).end(),
  '/refuses': (response) => response.writeHead(404).end(),
  '/slow': (response, nth) => {
    if (nth > 0) return void response.end();
    answerSlowly = () => response.end();
  },
  '/services/T0/secret-of-it': (response) => response.writeHead(404).end('Cannot POST /services/T0/secret-of-it'),
});
// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
vi.stubEnv('NOTIFY_ALLOWED_HOSTS', receiver.host);
const log = createLogger('notice-queue-test');
const redis = createRedis(log);
const { add, stop } = startQueue(redis, log);
// The same queue, to look into it, and to add what may be tried once.
const queue = new Queue<Job>('notifications', { connection: redis, prefix: globalKeys().queuePrefix });
afterAll(async () => {
  await stop();
  await queue.close();
  receiver.close();
  await removeKeys(redis, process.env.KEY_PREFIX ?? 'test-');
  await removeKeys(redis, `{${process.env.KEY_PREFIX}`);
  await redis.quit();
});

async function channelOf(path: string, more: { afterMinutes?: number; repeatMinutes?: number } = {}): Promise<string> {
  const times = { repeatMinutes: null, afterMinutes: 0, quiet: null, ...more };
  const fields = { kind: 'webhook', name: path, enabled: true, secret: null, ...times } as const;
  const url = `http://${receiver.host}${path}`;
  const channel = await addChannel(redis, { ...fields, url, severities: ['critical', 'warning'] });
  if (!channel) throw new Error('no channel');
  return channel.id;
}

async function fire(user: string): Promise<{ alert: Alert; end: () => Promise<Alert> }> {
  const series = createSeries();
  series.addUser(user, T0, 500);
  const [change] = evaluate(DEFAULT_RULES, series.inputAfter(T0), []);
  if (!change) throw new Error('nothing fires');
  await writeAlert(redis, change.previous, change.next);
  const end = async () => {
    const [over] = evaluate([], createSeries().inputAfter(T0 + 9), [change.next]);
    if (!over || !(await writeAlert(redis, over.previous, over.next))) throw new Error('it does not end');
    return over.next.alert;
  };
  return { alert: change.next.alert, end };
}

const jobOf = (channelId: string, alert: Alert, notice: 'firing' | 'resolved' = 'firing'): Job => {
  return { deliveryId: `${notice}.${channelId}`, channelId, notice, alert, more: [], repeat: 0 };
};

/** What became of an alert's only notice, once it is so. */
const cameOf = (alert: Alert, state: string) =>
  until(`it is ${state}`, async () => (await deliveriesOf(redis, alert.id)).find((each) => each.state === state));

it('who asks to be asked again at once is asked as after a fault: seldom, and more so each time', async () => {
  const { alert } = await fire('impatient');
  await add(jobOf(await channelOf('/impatient'), alert));
  const told = await cameOf(alert, 'delivered');
  expect(told).toMatchObject({ attempts: 3, status: 200 });
  expect(told?.tries.map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(told?.tries.map(({ at }) => at)).toEqual(told?.tries.map(({ at }) => at).toSorted());
  const [first = 0, second = 0, third = 0] = receiver.at('/impatient').map(({ atMs }) => atMs);
  expect([second - first >= 1_000, third - second >= 2_000]).toEqual([true, true]);
});

it('what failed at each try is told again in its time, what was refused is not', async () => {
  const { alert } = await fire('broken');
  const broken = await channelOf('/broken', { repeatMinutes: 5 });
  const refuses = await channelOf('/refuses', { repeatMinutes: 5 });
  for (const id of [broken, refuses])
    await queue.add('notice', jobOf(id, alert), { jobId: `firing.${id}`, attempts: 1 });
  for (const id of [broken, refuses]) {
    const job = `firing.${id}`;
    await until('it has failed', async () => (await queue.getJobState(job)) === 'failed');
  }
  expect(await queue.getJobState(`firing.${broken}.r1`)).toBe('delayed');
  expect(await queue.getJobState(`firing.${refuses}.r1`)).toBe('unknown');
});

it('an end that comes while a channel is being told of the beginning is told after it', async () => {
  const { alert, end } = await fire('slow');
  const channel = await channelOf('/slow', { afterMinutes: 1 });
  await add(jobOf(channel, alert));
  await until('it is asked', async () => receiver.at('/slow').length === 1);
  await add(jobOf(channel, await end(), 'resolved'));
  const id = `resolved.${channel}`;
  await until('the end was looked at', async () => ['delayed', 'completed'].includes(await queue.getJobState(id)));
  answerSlowly();
  await until('the end is told', async () => receiver.at('/slow').length === 2);
});

it('what is no longer so when it is tried again is not told, and this is said', async () => {
  const { alert } = await fire('taken');
  await add(jobOf(await channelOf('/broken'), alert));
  await cameOf(alert, 'waiting');
  await acknowledge(redis, alert.id, NOBODY);
  expect((await cameOf(alert, 'failed'))?.answer).toContain('no longer to be told');
});

it("an answer that repeats the channel's address is kept without it", async () => {
  const { alert } = await fire('secret');
  await add(jobOf(await channelOf('/services/T0/secret-of-it'), alert));
  expect((await cameOf(alert, 'failed'))?.answer).toBe('Cannot POST …');
});
