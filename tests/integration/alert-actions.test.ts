import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert, AlertEntry } from '#contracts/alert';
import { alertKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { createAlertEngine } from '#server/alerts/engine';
import { evaluate } from '#server/alerts/evaluate';
import { findAlert, listAlerts, openRecords, readFeed, recordsOf, writeAlert } from '#stores/alerts';
import { createSeries } from '#tests/helpers/alert-input';

const T0 = 1_800_000_000;
// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
const log = createLogger('alert-actions-test');
const redis = createRedis(log);
vi.mock('#infra/api-redis', () => ({ apiRedis: () => redis }));
const { POST: acknowledge, DELETE: unacknowledge } = await import('../../app/api/alerts/[id]/acknowledge/route.ts');
const { POST: comment } = await import('../../app/api/alerts/[id]/comments/route.ts');

const clear = () => redis.del(...Object.values(alertKeys()));
beforeEach(clear);
afterAll(async () => {
  await clear();
  await redis.quit();
});

type Handler = typeof acknowledge;
async function call(handler: Handler, id: string, body: unknown, headers: Record<string, string> = {}) {
  const request = new Request('http://yeoul.test/', { method: 'POST', body: JSON.stringify(body), headers });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  return { status: response.status, answer: (await response.json()) as Alert & { error?: { code: string } } };
}

const series = createSeries();
series.addUser('bot', T0, 500);

/** Evaluates one second, as a server does. */
async function evaluateAt(second: number): Promise<void> {
  const engine = createAlertEngine({
    redis,
    log,
    follow: () => {},
    input: series.inputAfter,
    countedSecond: () => second,
    clockSecond: () => second,
    eventsOf: () => [],
    onAlert: () => {},
  });
  await engine.evaluateOnce();
  await engine.stop();
}

async function firing(): Promise<string> {
  await evaluateAt(T0);
  const [alert] = await listAlerts(redis, { filter: 'firing', limit: 1 });
  return alert?.id ?? 'no alert fires';
}

const steps = ({ timeline }: Alert) => timeline.map(({ kind, state, by, note }) => [kind, state, by, note]);
const MINJI = { by: 'Minji', note: 'Index rebuild, done by 15:00' };

describe('acknowledging', () => {
  it("makes a firing alert somebody's, told to every server, and evaluation goes on with it to its end", async () => {
    const id = await firing();
    const { status, answer } = await call(acknowledge, id, MINJI);
    expect([status, answer.state]).toEqual([200, 'acknowledged']);
    expect(Date.parse(answer.acknowledgedAt ?? '')).toBeGreaterThan(Date.now() - 5_000);
    const feed = await readFeed(redis, '0-0');
    expect(feed.alerts.at(-1)).toEqual(answer);
    expect((await listAlerts(redis, { filter: 'open', limit: 9 })).map((alert) => alert.id)).toEqual([id]);

    for (let second = 1; second <= 200; second += 1) await evaluateAt(T0 + second);
    const ended = await findAlert(redis, id);
    expect(ended && steps(ended)).toEqual([
      ['state', 'pending', null, null],
      ['state', 'firing', null, null],
      ['state', 'acknowledged', 'Minji', MINJI.note],
      ['state', 'resolved', null, null],
    ]);
  });

  it('can be taken back, and then the alert fires again', async () => {
    const id = await firing();
    await call(acknowledge, id, MINJI);
    const { answer } = await call(unacknowledge, id, { by: 'Jun' });
    expect([answer.state, answer.acknowledgedAt]).toEqual(['firing', null]);
    expect((await call(unacknowledge, id, {})).status).toBe(409);
  });

  it('goes over to the one who acknowledges last; neither name nor note has to be given', async () => {
    const id = await firing();
    await call(acknowledge, id, MINJI);
    const { answer } = await call(acknowledge, id, {});
    expect(steps(answer).at(-1)).toEqual(['state', 'acknowledged', null, null]);
  });

  it('is refused before an alert fires, once it ended, for none, and to pages of another origin', async () => {
    series.add('Payment Failed', 30, T0, T0 + 1);
    await evaluateAt(T0);
    const [pending] = await listAlerts(redis, { filter: 'pending', limit: 1 });
    expect((await call(acknowledge, pending?.id ?? '', MINJI)).status).toBe(409);
    expect((await call(acknowledge, 'nothing', MINJI)).status).toBe(404);
    const id = await firing();
    const foreign = { origin: 'https://elsewhere.test', host: 'yeoul.test' };
    expect((await call(acknowledge, id, MINJI, foreign)).status).toBe(403);
    expect((await call(acknowledge, id, { ...MINJI, note: 'x'.repeat(1_001) })).status).toBe(400);
    expect((await findAlert(redis, id))?.state).toBe('firing');
    for (const record of await openRecords(redis)) {
      const [end] = evaluate([], series.inputAfter(T0 + 9), [record]);
      if (end) await writeAlert(redis, end.previous, end.next);
    }
    expect((await call(acknowledge, id, MINJI)).status).toBe(409);
    expect((await call(comment, id, MINJI)).status).toBe(200);
  });
});

describe('comments', () => {
  it('are all kept, however many people write while evaluation goes on', async () => {
    const id = await firing();
    const notes = Array.from({ length: 20 }, (_, n) => `note ${n}`);
    const writing = notes.map((note) => call(comment, id, { by: 'Jun', note }));
    for (let second = 1; second <= 12; second += 1) await evaluateAt(T0 + second);
    expect((await Promise.all(writing)).map(({ status }) => status)).toEqual(notes.map(() => 200));
    const alert = await findAlert(redis, id);
    const kept = alert?.timeline.filter(({ kind }) => kind === 'comment').map(({ note }) => note);
    expect(kept?.sort()).toEqual(notes.sort());
    // And the compare-and-set of evaluation knows of them.
    for (let second = 13; second <= 200; second += 1) await evaluateAt(T0 + second);
    expect((await findAlert(redis, id))?.state).toBe('resolved');
  });

  it('leave room for what becomes of the alert: of a full timeline it can still be acknowledged, and ends', async () => {
    const id = await firing();
    const [open] = await recordsOf(redis, [id]);
    if (!open) throw new Error('no open alert');
    const [pending, fired] = open.alert.timeline as [AlertEntry, AlertEntry];
    const said = Array.from({ length: 400 }, () => ({ ...fired, kind: 'comment' as const }));
    const full = [pending, fired, ...said, ...Array.from({ length: 98 }, () => fired)];
    await redis.hset(alertKeys().records, id, JSON.stringify({ ...open, alert: { ...open.alert, timeline: full } }));
    expect((await call(comment, id, MINJI)).status).toBe(409);
    expect((await call(acknowledge, id, MINJI)).answer.state).toBe('acknowledged');
    expect((await call(unacknowledge, id, MINJI)).answer.state).toBe('firing');
    for (const second of [200, 231]) await evaluateAt(T0 + second);
    const timeline = (await findAlert(redis, id))?.timeline ?? [];
    expect(timeline).toHaveLength(500);
    expect(timeline.slice(0, 402)).toEqual(full.slice(0, 402));
    expect(timeline.slice(-3).map(({ state }) => state)).toEqual(['acknowledged', 'firing', 'resolved']);
  });

  it('need a text', async () => {
    expect((await call(comment, await firing(), { by: 'Jun', note: '  ' })).status).toBe(400);
  });
});

it('an alert of an older Yeoul is told whole, also by what a person does to it', async () => {
  const id = await firing();
  const [open] = await recordsOf(redis, [id]);
  const { measure: _measure, channels: _channels, ...older } = open?.alert ?? ({} as Alert);
  await redis.hset(alertKeys().records, id, JSON.stringify({ ...open, alert: older }));
  const { answer } = await call(acknowledge, id, MINJI);
  expect(answer).toMatchObject({ measure: { kind: 'perUser' }, channels: null });
});

it('lists acknowledged alerts by their state', async () => {
  const id = await firing();
  await call(acknowledge, id, MINJI);
  expect((await listAlerts(redis, { filter: 'acknowledged', limit: 9 })).map((alert) => alert.id)).toEqual([id]);
  expect(await listAlerts(redis, { filter: 'firing', limit: 9 })).toEqual([]);
});
