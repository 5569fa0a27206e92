import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Delivery } from '#contracts/channel';
import { DEFAULT_RULES } from '#contracts/rules';
import { alertKeys, globalKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { evaluate } from '#server/alerts/evaluate';
import { acknowledge, unacknowledge } from '#stores/alert-actions';
import { openRecords, writeAlert } from '#stores/alerts';
import { addChannel } from '#stores/channels';
import { deliveriesOf, MAX_REPEATS, saveDelivery } from '#stores/deliveries';
import { groupsOf, wholeGroups } from '#stores/notice-groups';
import {
  finishEntries,
  forgetReaders,
  OUTBOX_GROUP,
  type OutboxEntry,
  openOutbox,
  outboxLength,
  readOutbox,
} from '#stores/outbox';
import { addSilence } from '#stores/silences';
import { createSeries } from '#tests/helpers/alert-input';
import { alert } from '#tests/helpers/live-messages';
import { until } from '#tests/helpers/until';
import { isInFlight, stillToTell } from '../../workers/notifier/timing.ts';
import { titleOf } from '../../workers/notifier/words.ts';

const T0 = 1_800_000_000;

// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
const log = createLogger('notice-timing-test');
const redis = createRedis(log);
const clear = () => redis.del(...Object.values(alertKeys()), globalKeys().channels);
beforeEach(clear);
afterAll(async () => {
  await clear();
  await redis.quit();
});

/** Fires one alert for each of these users, in one second. */
async function fire(...users: string[]): Promise<Alert[]> {
  const series = createSeries();
  for (const user of users) series.addUser(user, T0, 500);
  const changes = evaluate(DEFAULT_RULES, series.inputAfter(T0), []);
  for (const { previous, next } of changes) await writeAlert(redis, previous, next);
  return changes.map(({ next }) => next.alert);
}

async function end(alert: Alert): Promise<void> {
  const record = (await openRecords(redis)).find((each) => each.alert.id === alert.id);
  const [change] = record ? evaluate([], createSeries().inputAfter(T0 + 9), [record]) : [];
  if (change) await writeAlert(redis, change.previous, change.next);
}

async function channelOf(more: object) {
  const times = { repeatMinutes: null, afterMinutes: 0, quiet: null, ...more };
  const fields = { kind: 'webhook', name: 'c', enabled: true, url: 'https://c.test/', secret: null, ...times } as const;
  const added = await addChannel(redis, { ...fields, severities: ['critical', 'warning'] });
  if (!added) throw new Error('no channel');
  return { ...added, ...fields, severities: added.severities };
}

const jobOf = (channelId: string, notice: 'firing' | 'resolved', alert: Alert, more: Alert[] = []) => ({
  deliveryId: 'd',
  channelId,
  notice,
  alert,
  more,
  repeat: 0,
});

const deliveryOf = (channelId: string, alert: Alert, id: string, state: Delivery['state'] = 'delivered'): Delivery => ({
  ...{ id, channelId, channelName: 'c', notice: 'firing', alertId: alert.id, state },
  ...{ attempts: 1, status: 200, answer: 'ok', tries: [], at: new Date().toISOString() },
});

it('what waited is told of what still calls: not of what somebody took, nor of what is over', async () => {
  const channel = await channelOf({ afterMinutes: 5 });
  const [taken, over, calls] = (await fire('taken', 'over', 'calls')) as [Alert, Alert, Alert];
  await acknowledge(redis, taken.id, { by: 'Minji', note: null });
  await end(over);
  const job = jobOf(channel.id, 'firing', taken, [over, calls]);
  const told = await stillToTell(redis, channel, job, true);
  expect([told?.alert?.key, told?.more]).toEqual(['calls', []]);
  await end(calls);
  expect(await stillToTell(redis, channel, job, true)).toBeNull();
  // Taken back, it calls again.
  await unacknowledge(redis, taken.id, { by: 'Minji', note: null });
  expect((await stillToTell(redis, channel, job, true))?.alert?.key).toBe('taken');
});

it('who was not told that an alert fires is not told that it is over', async () => {
  const patient = await channelOf({ afterMinutes: 5 });
  const atOnce = await channelOf({});
  const [alert] = (await fire('bot')) as [Alert];
  const over = (channelId: string) => jobOf(channelId, 'resolved', alert);
  expect(await stillToTell(redis, patient, over(patient.id), true)).toBeNull();
  expect(await stillToTell(redis, atOnce, over(atOnce.id), true)).not.toBeNull();
  await saveDelivery(redis, deliveryOf(patient.id, alert, 'd', 'waiting'));
  expect(await isInFlight(redis, patient, over(patient.id))).toBe(true);
  await saveDelivery(redis, deliveryOf(patient.id, alert, 'd'));
  expect(await isInFlight(redis, patient, over(patient.id))).toBe(false);
  expect(await stillToTell(redis, patient, over(patient.id), true)).not.toBeNull();
});

it('what is tried again is told of what still is so, and while no silence is of it', async () => {
  const channel = await channelOf({});
  const [taken, calls] = (await fire('taken', 'calls')) as [Alert, Alert];
  const job = jobOf(channel.id, 'firing', taken, [calls]);
  await acknowledge(redis, taken.id, { by: 'Minji', note: null });
  expect((await stillToTell(redis, channel, job, true))?.more).toHaveLength(1);
  expect((await stillToTell(redis, channel, job, false))?.alert?.key).toBe('calls');
  const [from, to] = [0, 60_000].map((ms) => new Date(Date.now() + ms).toISOString()) as [string, string];
  const when = { kind: 'once' as const, from, to };
  const matcher = { ruleId: null, severity: null, key: 'calls' };
  await addSilence(redis, { matcher, when, by: null, note: null });
  expect(await stillToTell(redis, channel, job, false)).toBeNull();
});

it('a channel that was switched off, or wants other severities by now, is told nothing that waited', async () => {
  const channel = await channelOf({});
  const [alert] = (await fire('bot')) as [Alert];
  const job = jobOf(channel.id, 'firing', alert);
  expect(await stillToTell(redis, channel, job, true)).not.toBeNull();
  expect(await stillToTell(redis, { ...channel, enabled: false }, job, true)).toBeNull();
  expect(await stillToTell(redis, { ...channel, severities: ['critical'] }, job, true)).toBeNull();
  const test = { ...job, notice: 'test' as const, alert: null };
  expect(await stillToTell(redis, { ...channel, enabled: false }, test, true)).not.toBeNull();
});

it('repeats stop when the channel was told of the same alert anew, and then those of the later telling go on', async () => {
  const channel = await channelOf({});
  const [alert] = (await fire('bot')) as [Alert];
  const repeatOfEntry = (entry: string, repeat = 1) => {
    return { ...jobOf(channel.id, 'firing', alert), deliveryId: `${entry}.${channel.id}.r${repeat}`, repeat };
  };
  await saveDelivery(redis, deliveryOf(channel.id, alert, `9-0.${channel.id}`));
  expect(await stillToTell(redis, channel, repeatOfEntry('9-0', 10), true)).not.toBeNull();
  await saveDelivery(redis, deliveryOf('another', alert, '11-0.another'));
  await saveDelivery(redis, deliveryOf(channel.id, alert, `10-0.${channel.id}`, 'failed'));
  expect(await stillToTell(redis, channel, repeatOfEntry('9-0'), true)).not.toBeNull();
  await saveDelivery(redis, deliveryOf(channel.id, alert, `10-0.${channel.id}.r1`));
  expect(await stillToTell(redis, channel, repeatOfEntry('9-0'), true)).toBeNull();
  expect(await stillToTell(redis, channel, repeatOfEntry('10-0', 2), true)).not.toBeNull();
});

it('an escalation that somebody interrupted is told once, by the job that comes to it first', async () => {
  const channel = await channelOf({ afterMinutes: 5 });
  const [alert] = (await fire('bot')) as [Alert];
  const given = { ...jobOf(channel.id, 'firing', alert), deliveryId: `${Date.now()}-0.${channel.id}` };
  await saveDelivery(redis, { ...deliveryOf(channel.id, alert, `1-0.${channel.id}`), at: new Date(0).toISOString() });
  expect(await stillToTell(redis, channel, given, true)).not.toBeNull();
  const at = new Date(Date.now() + 60_000).toISOString();
  await saveDelivery(redis, { ...deliveryOf(channel.id, alert, `1-0.${channel.id}`), at });
  expect(await stillToTell(redis, channel, given, true)).toBeNull();
});

it('alerts that begin together are one group, the same one for who reads them again, and new ones another', async () => {
  await openOutbox(redis);
  await fire('a', 'b');
  const entries = await readOutbox(redis, 'first');
  const [group, ...none] = await groupsOf(redis, entries);
  expect([group?.entries.length, none]).toEqual([2, []]);
  await fire('c');
  const all = [...entries, ...(await readOutbox(redis, 'second'))];
  const groups = await groupsOf(redis, all);
  expect(groups.map((each) => each.entries.map(({ alert }) => alert?.key))).toEqual([['a', 'b'], ['c']]);
});

it('a critical alert that begins with a warning is a group of its own: it does not wait for the other', async () => {
  const entryOf = (id: string, severity: Alert['severity']): OutboxEntry => ({
    ...{ id, notice: 'firing', channelId: null, known: 'untold' },
    alert: { ...alert(id, 'firing', new Date(T0 * 1_000).toISOString()), severity },
  });
  const groups = await groupsOf(redis, [
    entryOf('1-0', 'warning'),
    entryOf('2-0', 'critical'),
    entryOf('3-0', 'warning'),
  ]);
  expect(groups.map(({ entries }) => entries.map(({ id }) => id))).toEqual([['1-0', '3-0'], ['2-0']]);
});

it('who finds a part of a group that another died with has all of it, by its name, and forgets it at once', async () => {
  await openOutbox(redis);
  await fire('a', 'b');
  const [first, second] = (await readOutbox(redis, 'died')) as [OutboxEntry, OutboxEntry];
  await groupsOf(redis, [first, second]);
  const [group, ...none] = await groupsOf(redis, await wholeGroups(redis, [second]));
  expect([group?.name, group?.entries.length, none]).toEqual([first.id, 2, []]);
  await finishEntries(redis, group?.entries ?? []);
  expect([await outboxLength(redis), await redis.hlen(alertKeys().groups)]).toEqual([0, 0]);
});

it('an acknowledgement that is taken back is told, and that nobody has it', async () => {
  await openOutbox(redis);
  const [{ id }] = (await fire('bot')) as [Alert];
  await acknowledge(redis, id, { by: 'Minji', note: null });
  await unacknowledge(redis, id, { by: 'Minji', note: null });
  const entries = await readOutbox(redis, 'a');
  expect(entries.map(({ notice }) => notice)).toEqual(['firing', 'acknowledged', 'firing']);
  expect(titleOf('firing', entries[2]?.alert as Alert)).toContain('nobody has it any more');
});

it('of those that read the outbox and died those are forgotten that hold nothing', async () => {
  await openOutbox(redis);
  for (const name of ['holds', 'empty', 'self']) {
    await fire(name);
    const entries = await readOutbox(redis, name);
    if (name !== 'holds') await finishEntries(redis, entries);
  }
  await until('they are idle', async () => {
    await forgetReaders(redis, 'self', 1);
    const rows = (await redis.xinfo('CONSUMERS', alertKeys().outbox, OUTBOX_GROUP)) as string[][];
    return rows.map((row) => row[1]).join() === 'holds,self';
  });
});

it('of repeats the newest are kept, and what is none', async () => {
  const [alert] = (await fire('bot')) as [Alert];
  for (let n = 0; n <= MAX_REPEATS + 1; n += 1) {
    const at = new Date(T0 * 1_000 + n).toISOString();
    await saveDelivery(redis, { ...deliveryOf('c', alert, `1-0.c${n > 0 ? `.r${n}` : ''}`), at });
  }
  const ids = (await deliveriesOf(redis, alert.id)).map(({ id }) => id);
  expect([ids.length, ids[0], ids[1], ids.at(-1)]).toEqual([
    MAX_REPEATS + 1,
    '1-0.c',
    '1-0.c.r2',
    `1-0.c.r${MAX_REPEATS + 1}`,
  ]);
});
