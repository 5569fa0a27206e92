import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { ApiError } from '#contracts/api';
import type { Silence } from '#contracts/silence';
import { alertKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { createAlertEngine } from '#server/alerts/engine';
import { listAlerts } from '#stores/alerts';
import { addSilence, MAX_SILENCES, silencesVersion } from '#stores/silences';
import { createSeries } from '#tests/helpers/alert-input';

const HOUR_MS = 3_600_000;

// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
const log = createLogger('silences-api-test');
const redis = createRedis(log);
vi.mock('#infra/api-redis', () => ({ apiRedis: () => redis }));
const { GET, POST } = await import('../../app/api/silences/route.ts');
const { POST: preview } = await import('../../app/api/silences/preview/route.ts');
const { DELETE } = await import('../../app/api/silences/[id]/route.ts');

const clear = () => redis.del(...Object.values(alertKeys()));
beforeEach(clear);
afterAll(async () => {
  await clear();
  await redis.quit();
});

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const once = (fromMs: number, toMs: number) => ({ kind: 'once', from: inMs(fromMs), to: inMs(toMs) });
const weekly = { kind: 'weekly', weekdays: ['sat', 'sun'], start: '22:30', minutes: 240 };
const NOBODY = { note: null, by: null };
const BURST = { ruleId: 'user-burst', severity: null, key: null };

async function post(handler: typeof POST, body: unknown, headers: Record<string, string> = {}) {
  const request = new Request('http://yeoul.test/', { method: 'POST', body: JSON.stringify(body), headers });
  const response = await handler(request);
  return { status: response.status, answer: (await response.json()) as Silence & ApiError };
}

async function remove(id: string): Promise<number> {
  const request = new Request('http://yeoul.test/', { method: 'DELETE' });
  return (await DELETE(request, { params: Promise.resolve({ id }) })).status;
}

const list = async () => ((await (await GET()).json()) as { silences: Silence[] }).silences;

it('keeps silences, the newest first, and tells by a number that there are others', async () => {
  const before = await silencesVersion(redis);
  const first = await post(POST, { matcher: { ruleId: 'user-burst' }, when: weekly, note: ' Load test ', by: 'Minji' });
  expect(first).toMatchObject({ status: 201, answer: { version: 1, matcher: BURST, note: 'Load test', by: 'Minji' } });
  const second = await post(POST, { matcher: BURST, when: once(0, HOUR_MS), ...NOBODY });
  expect((await list()).map(({ id }) => id).sort()).toEqual([first.answer.id, second.answer.id].sort());
  expect(await silencesVersion(redis)).not.toBe(before);
});

it('ends what holds, which stays in the list for a while, and removes all else', async () => {
  const { answer: holds } = await post(POST, { matcher: BURST, when: once(-1_000, HOUR_MS) });
  const { answer: toCome } = await post(POST, { matcher: BURST, when: once(HOUR_MS, 2 * HOUR_MS) });
  const { answer: eachWeek } = await post(POST, { matcher: BURST, when: weekly });
  const before = await silencesVersion(redis);
  for (const { id } of [holds, toCome, eachWeek]) expect(await remove(id)).toBe(204);
  const [ended, ...others] = await list();
  expect(others).toEqual([]);
  expect(ended).toMatchObject({ id: holds.id, version: 2 });
  expect(ended?.when.kind === 'once' && Date.parse(ended.when.to)).toBeLessThanOrEqual(Date.now());
  expect(await silencesVersion(redis)).not.toBe(before);
  expect(await remove(toCome.id)).toBe(404);

  const old = { ...holds, when: once(-200 * HOUR_MS, -100 * HOUR_MS) };
  await redis.hset(alertKeys().silences, holds.id, JSON.stringify(old));
  const { answer: latest } = await post(POST, { matcher: BURST, when: weekly });
  expect((await list()).map(({ id }) => id)).toEqual([latest.id]);
});

it('holds 200 of them, however many are made at once', async () => {
  const made = await Promise.all(Array.from({ length: 210 }, () => post(POST, { matcher: BURST, when: weekly })));
  expect(made.filter(({ status }) => status === 201)).toHaveLength(200);
  expect(made.find(({ status }) => status === 409)?.answer.error.code).toBe('too_many');
  expect(await list()).toHaveLength(200);
});

it.each<[string, object]>([
  ['matcher', { matcher: {}, when: weekly }],
  ['matcher', { matcher: { key: '  ' }, when: weekly }],
  ['matcher.severity', { matcher: { severity: 'mild' }, when: weekly }],
  ['matcher.key', { matcher: { key: 'x'.repeat(257) }, when: weekly }],
  ['note', { matcher: BURST, when: weekly, note: 'x'.repeat(1_001) }],
  ['by', { matcher: BURST, when: weekly, by: 'x'.repeat(81) }],
  ['other', { matcher: BURST, when: weekly, other: 1 }],
  ['when.to', { matcher: BURST, when: once(HOUR_MS, HOUR_MS - 1) }],
  ['when.to', { matcher: BURST, when: once(-2 * HOUR_MS, -HOUR_MS) }],
  ['when.to', { matcher: BURST, when: once(0, 367 * 24 * HOUR_MS) }],
  ['when.from', { matcher: BURST, when: { ...once(0, HOUR_MS), from: 'now' } }],
  ['when.weekdays', { matcher: BURST, when: { ...weekly, weekdays: [] } }],
  ['when.start', { matcher: BURST, when: { ...weekly, start: '24:00' } }],
  ['when.minutes', { matcher: BURST, when: { ...weekly, minutes: 1_441 } }],
  ['when.kind', { matcher: BURST, when: { kind: 'monthly' } }],
])('refuses what is wrong with %s', async (path, body) => {
  const { status, answer } = await post(POST, body);
  expect([status, answer.error.details?.[0]?.path]).toEqual([400, path]);
  expect(await list()).toEqual([]);
});

it('is refused to pages of another origin', async () => {
  const foreign = { origin: 'https://elsewhere.test', host: 'yeoul.test' };
  expect((await post(POST, { matcher: BURST, when: weekly }, foreign)).status).toBe(403);
});

/** Two users have each an open alert. */
async function fireBursts(): Promise<void> {
  const series = createSeries();
  for (const user of ['bot', 'crawler']) series.addUser(user, 1_800_000_000, 500);
  const now = 1_800_000_000;
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
}

it('shows beforehand which open alerts it would mute', async () => {
  await fireBursts();
  const muted = async (matcher: object) => {
    const { answer } = await post(preview, { matcher });
    return (answer as unknown as { alerts: { key: string }[] }).alerts.map(({ key }) => key).sort();
  };
  expect(await muted({ ruleId: 'user-burst' })).toEqual(['bot', 'crawler']);
  expect(await muted({ key: 'bot' })).toEqual(['bot']);
  expect(await muted({ severity: 'critical' })).toEqual([]);
  expect((await post(preview, {})).status).toBe(400);
});

it('stands in the timelines of the open alerts that it is of, with its end, unless another goes on', async () => {
  await fireBursts();
  const steps = async (user: string) => {
    const alert = (await listAlerts(redis, { limit: 10 })).find(({ key }) => key === user);
    return alert?.timeline.slice(2).map(({ kind, by, note, until }) => [kind, by, note, until]);
  };
  await post(POST, { matcher: BURST, when: once(HOUR_MS, 2 * HOUR_MS), ...NOBODY });
  expect([await steps('bot'), await steps('crawler')]).toEqual([[], []]);

  const when = once(-1_000, HOUR_MS);
  const own = await post(POST, { matcher: { key: 'bot' }, when, note: 'Load test', by: 'Minji' });
  const silenced = ['silenced', 'Minji', 'Load test', when.to];
  expect([await steps('bot'), await steps('crawler')]).toEqual([[silenced], []]);

  const all = { matcher: BURST, when: once(-1_000, 2 * HOUR_MS), ...NOBODY };
  const both = await post(POST, all);
  expect(await remove(own.answer.id)).toBe(204);
  const more = ['silenced', null, null, all.when.to];
  expect([await steps('bot'), await steps('crawler')]).toEqual([[silenced, more], [more]]);
  expect(await remove(both.answer.id)).toBe(204);
  const over = ['unsilenced', null, null, undefined];
  expect([await steps('bot'), await steps('crawler')]).toEqual([
    [silenced, more, over],
    [more, over],
  ]);
});

it('where there is no room, the one that ended first makes it, and with none ended another is refused', async () => {
  const add = (fromMs: number, toMs: number) =>
    addSilence(redis, { matcher: BURST, when: { kind: 'once', from: inMs(fromMs), to: inMs(toMs) }, ...NOBODY });
  const [later, first] = [await add(-HOUR_MS, -1_000), await add(-HOUR_MS, -2_000)];
  for (let n = 2; n < MAX_SILENCES; n += 1) await add(0, HOUR_MS);
  expect(await add(0, HOUR_MS)).not.toBeNull();
  const ids = (await list()).map(({ id }) => id);
  expect([ids.includes(first?.id ?? ''), ids.includes(later?.id ?? '')]).toEqual([false, true]);
  await add(0, HOUR_MS);
  expect(await add(0, HOUR_MS)).toBeNull();
});
