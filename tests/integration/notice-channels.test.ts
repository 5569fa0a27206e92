import { randomUUID } from 'node:crypto';
import { afterAll, expect, it, vi } from 'vitest';
import { DEFAULT_RULES } from '#contracts/rules';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { evaluate } from '#server/alerts/evaluate';
import { writeAlert } from '#stores/alerts';
import { addChannel } from '#stores/channels';
import { deliveriesOf } from '#stores/deliveries';
import { outboxLength } from '#stores/outbox';
import { createSeries } from '#tests/helpers/alert-input';
import { startReceiver } from '#tests/helpers/receiver';
import { removeKeys } from '#tests/helpers/redis';
import { until } from '#tests/helpers/until';
import { followOutbox } from '#workers/notifier/outbox';
import { startQueue } from '#workers/notifier/queue';

const T0 = 1_800_000_000;

const receiver = await startReceiver();
// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
vi.stubEnv('NOTIFY_ALLOWED_HOSTS', receiver.host);
const log = createLogger('notice-channels-test');
const redis = createRedis(log);
const queue = startQueue(redis, log);
const notifier = followOutbox(redis, log, 'a', queue.add);
afterAll(async () => {
  await notifier.stop();
  await queue.stop();
  receiver.close();
  await removeKeys(redis, process.env.KEY_PREFIX ?? 'test-');
  await removeKeys(redis, `{${process.env.KEY_PREFIX}`);
  await redis.quit();
});

async function channelAt(path: string): Promise<string> {
  const times = { repeatMinutes: null, afterMinutes: 0, quiet: null };
  const fields = { kind: 'webhook', name: path, enabled: true, secret: null, ...times } as const;
  const severities = ['critical' as const, 'warning' as const];
  const channel = await addChannel(redis, { ...fields, url: `http://${receiver.host}${path}`, severities });
  if (!channel) throw new Error('no channel');
  return channel.id;
}

/** Fires an alert of a rule that names these channels; gives the alert's id. */
async function fire(user: string, channels: string[]): Promise<string> {
  const series = createSeries();
  series.addUser(user, T0, 500);
  const rules = DEFAULT_RULES.map((rule) => ({ ...rule, channels }));
  const [change] = evaluate(rules, series.inputAfter(T0), []);
  if (!change) throw new Error('nothing fires');
  await writeAlert(redis, change.previous, change.next);
  await until('the outbox is empty', async () => (await outboxLength(redis)) === 0);
  return change.next.alert.id;
}

it('a rule tells the channels that it names; where all of them are gone all others, rather than nobody', async () => {
  const [one, two] = [await channelAt('/one'), await channelAt('/two')];
  const toldOf = async (user: string, channels: string[], count: number) => {
    const id = await fire(user, channels);
    const all = await until('it is told', async () => {
      const deliveries = await deliveriesOf(redis, id);
      return deliveries.filter(({ state }) => state === 'delivered').length === count ? deliveries : null;
    });
    return all.map(({ channelId }) => channelId).sort();
  };
  expect(await toldOf('named', [one, 'gone'], 1)).toEqual([one]);
  expect(await toldOf('lost', ['gone', 'gone too'], 2)).toEqual([one, two].sort());
  expect(await toldOf('nobody', [], 0)).toEqual([]);
});
