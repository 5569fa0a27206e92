import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { When } from '#contracts/silence';
import { toLocal } from '#contracts/zoned-time';
import { alertKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { createAlertEngine } from '#server/alerts/engine';
import { listAlerts } from '#stores/alerts';
import { holdLease } from '#stores/evaluation-lease';
import { noteSilences } from '#stores/silence-notes';
import { addSilence } from '#stores/silences';
import { createSeries } from '#tests/helpers/alert-input';

const T0 = 1_800_000_000;
const MINUTE_MS = 60_000;

// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
vi.stubEnv('TIME_ZONE', 'Asia/Seoul');
const log = createLogger('silence-notes-test');
const clients = [createRedis(log), createRedis(log)] as const;
const [redis] = clients;

const clear = () => redis.del(...Object.values(alertKeys()));
beforeEach(clear);
afterAll(async () => {
  await clear();
  await Promise.all(clients.map((client) => client.quit()));
});

/** Two servers on which one user's alert fires; `at` evaluates on both at once, so many ms after its beginning. */
function twoServers() {
  const series = createSeries();
  for (let minute = 0; minute < 90; minute += 1) series.addUser('bot', T0 + minute * 60, 500);
  let nowMs = T0 * 1_000;
  const engines = clients.map((client) =>
    createAlertEngine({
      redis: client,
      log,
      follow: () => {},
      input: series.inputAfter,
      countedSecond: () => Math.floor(nowMs / 1_000),
      clockSecond: () => Math.floor(nowMs / 1_000),
      nowMs: () => nowMs,
      eventsOf: () => [],
      onAlert: () => {},
    }),
  );
  return {
    at: async (afterMs: number) => {
      nowMs = T0 * 1_000 + afterMs;
      await Promise.all(engines.map((engine) => engine.evaluateOnce()));
    },
    /** As when it dies: the other server goes on. */
    stopFirst: () => engines[0]?.stop(),
    stop: () => Promise.all(engines.map((engine) => engine.stop())),
  };
}

const iso = (afterMs: number) => new Date(T0 * 1_000 + afterMs).toISOString();
const add = (when: When) =>
  addSilence(redis, { matcher: { ruleId: 'user-burst', severity: null, key: null }, when, by: 'Minji', note: 'Sale' });

/** What the timeline says of silences, with the minutes after the beginning. */
async function notes() {
  const [alert] = await listAlerts(redis, { filter: 'firing', limit: 9 });
  return alert?.timeline
    .filter(({ kind }) => kind !== 'state')
    .map(({ kind, at, by, note, until }) => [kind, (Date.parse(at) - T0 * 1_000) / MINUTE_MS, by, note, until]);
}

it('a planned silence that begins and runs out while an alert fires stands in its timeline, once', async () => {
  const servers = twoServers();
  await add({ kind: 'once', from: iso(2 * MINUTE_MS), to: iso(10 * MINUTE_MS) });
  await servers.at(0);
  expect(await notes()).toEqual([]);
  const begins = ['silenced', 2, 'Minji', 'Sale', iso(10 * MINUTE_MS)];
  for (const minute of [2, 2.5, 3]) await servers.at(minute * MINUTE_MS);
  expect(await notes()).toEqual([begins]);
  await servers.stopFirst();
  // Nobody looked at its end: that is when it was, not when it was seen.
  for (const minute of [11, 11.5]) await servers.at(minute * MINUTE_MS);
  expect(await notes()).toEqual([begins, ['unsilenced', 10, null, null, undefined]]);
  await servers.stop();
});

it('a weekly silence does so too, and one that goes on behind it is told in its place', async () => {
  const servers = twoServers();
  const [, start = ''] = toLocal(T0 * 1_000 + 5 * MINUTE_MS, 'Asia/Seoul').split('T');
  await add({ kind: 'weekly', weekdays: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], start, minutes: 10 });
  await add({ kind: 'once', from: iso(14 * MINUTE_MS), to: iso(20 * MINUTE_MS) });
  for (let minute = 0; minute <= 21; minute += 1) await servers.at(minute * MINUTE_MS);
  expect((await notes())?.map(([kind, minute, , , until]) => [kind, minute, until])).toEqual([
    ['silenced', 5, iso(15 * MINUTE_MS)],
    ['silenced', 14, iso(20 * MINUTE_MS)],
    ['unsilenced', 20, undefined],
  ]);
  await servers.stop();
});

it('a server that lost its lease notes nothing, and many that note at once do so once', async () => {
  const servers = twoServers();
  await servers.at(0);
  await servers.stop();
  await add({ kind: 'once', from: iso(0), to: iso(10 * MINUTE_MS) });
  const frozen = await holdLease(redis, 'frozen', null);
  await redis.del(alertKeys().lease);
  const other = await holdLease(redis, 'other', null);
  const note = (token: string | undefined, minute: number) =>
    noteSilences(redis, token ?? '', T0 * 1_000 + minute * MINUTE_MS);
  await note(frozen?.token, 1);
  expect(await notes()).toEqual([]);
  await Promise.all(Array.from({ length: 50 }, () => note(other?.token, 1)));
  expect(await notes()).toHaveLength(1);
});
