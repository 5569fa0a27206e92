import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Quantity, Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { alertKeys, globalKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { createAlertEngine } from '#server/alerts/engine';
import { listAlerts } from '#stores/alerts';
import { addChannel } from '#stores/channels';
import { listRules } from '#stores/rules';
import { createSeries } from '#tests/helpers/alert-input';

const T0 = 1_800_000_000;
// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
const log = createLogger('rules-api-test');
const redis = createRedis(log);
vi.mock('#infra/api-redis', () => ({ apiRedis: () => redis }));
const { GET: one, PUT: put } = await import('../../app/api/rules/[id]/route.ts');
const { POST: add } = await import('../../app/api/rules/route.ts');
const { POST: take } = await import('../../app/api/rules/import/route.ts');
const { DELETE: removeChannel } = await import('../../app/api/channels/[id]/route.ts');

const clear = () => redis.del(...Object.values(alertKeys()), globalKeys().rules, globalKeys().channels);
beforeEach(clear);
afterAll(async () => {
  await clear();
  await redis.quit();
});

const params = (id: string) => ({ params: Promise.resolve({ id }) });
async function edit(id: string, change: Partial<Rule>, headers: Record<string, string> = {}) {
  const rule = (await (await one(new Request('http://yeoul.test/'), params(id))).json()) as Rule;
  const { id: _id, ...editable } = rule;
  const body = JSON.stringify({ ...editable, ...change });
  const response = await put(new Request('http://yeoul.test/', { method: 'PUT', body, headers }), params(id));
  return { status: response.status, answer: (await response.json()) as Rule & { error?: { details?: unknown } } };
}

describe('PUT /api/rules/ID', () => {
  it('keeps the edit, with another version, beside the rules as they came', async () => {
    const runbookUrl = 'https://wiki.test/burst';
    const { status, answer } = await edit('user-burst', { limit: 1_000, note: 'Ask the crawler team', runbookUrl });
    expect([status, answer.version, answer.limit]).toEqual([200, 2, 1_000]);
    const rules = await listRules(redis);
    expect(rules.map(({ id }) => id)).toEqual(DEFAULT_RULES.map(({ id }) => id));
    expect(rules.filter((rule) => rule.version > 1)).toEqual([answer]);
  });

  it('takes a ratio that is compared with other times, in windows of whole minutes', async () => {
    const compare = { to: 'yesterday', minPast: 50 } as const;
    const { status, answer } = await edit('payment-failures', { compare, limit: 2 });
    expect([status, answer.compare]).toEqual([200, compare]);
    const measure = { ...(DEFAULT_RULES[0] as Rule).measure, windowSeconds: 90 } as Rule['measure'];
    const refused = await edit('payment-failures', { compare, limit: 2, measure, version: 2 });
    expect([refused.status, refused.answer.error?.details]).toEqual([
      400,
      [expect.objectContaining({ path: 'measure' })],
    ]);
  });

  it('takes revenue of events by name and by category', async () => {
    const refunded: Quantity = { of: 'revenue', names: ['Order Refunded'], category: null };
    const cart: Quantity = { of: 'revenue', names: null, category: 'cart' };
    const measure: Rule['measure'] = {
      kind: 'ratio',
      numerator: refunded,
      denominator: cart,
      windowSeconds: 60,
      minDenominator: 0,
    };
    const { status, answer } = await edit('payment-failures', { measure });
    expect([status, answer.measure]).toEqual([200, measure]);
  });

  it('takes a burst in the events of a name, and refuses one of revenue', async () => {
    const quantity: Quantity = { of: 'events', names: ['Product Added'], category: null };
    const measure: Rule['measure'] = { kind: 'perUser', windowSeconds: 60, quantity };
    expect((await edit('user-burst', { measure })).answer.measure).toEqual(measure);
    const { status } = await edit('user-burst', { measure: { ...measure, quantity: { ...quantity, of: 'revenue' } } });
    expect(status).toBe(400);
  });

  it('refuses an edit of a version that somebody else has edited, also when both come at once', async () => {
    await edit('user-burst', { limit: 500 });
    expect((await edit('user-burst', { limit: 600, version: 1 })).status).toBe(409);
    const both = await Promise.all([700, 800].map((limit) => edit('user-burst', { limit, version: 2 })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('gives what an older Yeoul kept the settings that it lacks', async () => {
    const { repeatMinutes: _, ...older } = { ...(DEFAULT_RULES[0] as Rule), id: 'own', name: 'Own' };
    await redis.hset(globalKeys().rules, 'own', JSON.stringify(older));
    expect((await listRules(redis)).find(({ id }) => id === 'own')).toEqual({ ...older, repeatMinutes: null });
  });

  it.each<[Partial<Rule>, string]>([
    [{ limit: 2_000_000 }, 'limit'],
    [{ forSeconds: 1.5 }, 'forSeconds'],
    [{ name: '' }, 'name'],
    [{ runbookUrl: 'javascript:alert(1)' }, 'runbookUrl'],
    [{ severity: 'mild' as Rule['severity'] }, 'severity'],
    [{ traffic: [] }, 'traffic'],
    [{ traffic: ['real', 'real'] }, 'traffic'],
    [{ measure: { kind: 'noData', names: ['A', 'A'] } }, 'measure.names'],
    [{ channels: ['gone'] }, 'channels'],
    [{ compare: { to: 'yesterday', minPast: 0 } }, 'compare'],
    [{ measure: { kind: 'noData', names: [] } }, 'measure.names'],
  ])('answers 400 with the path for %j', async (change, path) => {
    const { status, answer } = await edit('user-burst', change);
    expect([status, answer.error?.details]).toEqual([400, [expect.objectContaining({ path })]]);
  });

  it('is refused to pages of another origin, and for a rule that is none', async () => {
    const foreign = { origin: 'https://elsewhere.test', host: 'yeoul.test' };
    expect((await edit('user-burst', { limit: 1 }, foreign)).status).toBe(403);
    expect((await put(new Request('http://x/', { method: 'PUT', body: '{}' }), params('none'))).status).toBe(400);
    expect((await one(new Request('http://x/'), params('none'))).status).toBe(404);
  });
});

async function post(handler: typeof add, body: unknown) {
  const response = await handler(new Request('http://yeoul.test/', { method: 'POST', body: JSON.stringify(body) }));
  return { status: response.status, answer: (await response.json()) as { error?: { message: string } } };
}

const channel = (name: string) =>
  addChannel(redis, {
    kind: 'webhook',
    name,
    enabled: true,
    severities: ['critical'],
    repeatMinutes: null,
    afterMinutes: 0,
    quiet: null,
    url: 'https://hooks.test/',
    secret: null,
  });

const fieldsOf = ({ id: _id, version: _version, ...fields }: Rule) => fields;
const OWN: Rule = { ...(DEFAULT_RULES[0] as Rule), id: 'elsewhere', name: 'Own', version: 7 };

describe('channels that a rule names', () => {
  it('must be there when it is made, and stay there until it names them no more', async () => {
    const named = await channel('Ops');
    const id = named?.id ?? '';
    const remove = () => removeChannel(new Request('http://yeoul.test/', { method: 'DELETE' }), params(id));
    expect((await post(add, { ...fieldsOf(OWN), channels: ['gone'] })).status).toBe(400);
    expect((await edit('user-burst', { channels: [id] })).status).toBe(200);
    const refused = await remove();
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining('User burst') } });
    await edit('user-burst', { channels: null });
    expect((await remove()).status).toBe(204);
  });
});

describe('POST /api/rules/import', () => {
  it('adds what is new here, sets what is here under its id, and leaves alone what is the same', async () => {
    const changed = { ...(DEFAULT_RULES[1] as Rule), limit: 9 };
    const rules = [...DEFAULT_RULES.filter(({ id }) => id !== changed.id), changed, OWN];
    expect((await post(take, { rules })).answer).toEqual({ added: 1, updated: 1, same: DEFAULT_RULES.length - 1 });
    const kept = await listRules(redis);
    expect(kept).toHaveLength(DEFAULT_RULES.length + 1);
    expect(kept.find(({ id }) => id === changed.id)).toEqual({ ...changed, version: 2 });
    expect((await post(take, { rules: kept })).answer).toEqual({ added: 0, updated: 0, same: kept.length });
  });

  it('leaves out channels of another installation; of none that is known all are told', async () => {
    const here = await channel('Ops');
    const naming = (name: string, channels: string[]): Rule => ({ ...OWN, name, channels });
    await post(take, { rules: [naming('A', ['gone']), naming('B', ['gone', here?.id ?? '']), naming('C', [])] });
    const own = (await listRules(redis)).filter(({ name }) => ['A', 'B', 'C'].includes(name));
    expect(own.map(({ channels }) => channels)).toEqual([null, [here?.id], []]);
  });

  it.each<[unknown, string]>([
    [null, 'Rule 2 is wrong'],
    ['text', 'Rule 2 is wrong'],
    [{ ...OWN, name: 'Broken', limit: -1 }, 'Rule 2 (Broken) is wrong: limit'],
  ])('takes none when one is wrong, and says which: %j', async (entry, message) => {
    const { status, answer } = await post(take, { rules: [OWN, entry] });
    expect([status, answer.error?.message]).toEqual([400, expect.stringContaining(message)]);
    expect(await listRules(redis)).toEqual(DEFAULT_RULES);
  });

  it('takes none of more than there may be', async () => {
    const rules = Array.from({ length: 500 }, () => ({ ...OWN, id: undefined }));
    await post(add, fieldsOf(OWN));
    expect((await post(take, { rules })).status).toBe(409);
    expect((await post(take, { rules: [...rules, OWN] })).status).toBe(400);
    expect((await post(take, { rules: [{ ...OWN, note: 'x'.repeat(1_100_000) }] })).status).toBe(413);
    expect(await listRules(redis)).toHaveLength(DEFAULT_RULES.length + 1);
  });
});

it('the next evaluation goes by the edit; an alert carries its note, and ends when its rule is turned off', async () => {
  const series = createSeries();
  series.addUser('bot', T0, 500);
  let second = T0;
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
  await edit('user-burst', { limit: 500 });
  await engine.evaluateOnce();
  expect(await listAlerts(redis, { limit: 9 })).toEqual([]);
  second += 1;
  await edit('user-burst', { limit: 499, note: 'Ask the crawler team', severity: 'critical' });
  await engine.evaluateOnce();
  const [alert] = await listAlerts(redis, { limit: 9 });
  expect(alert).toMatchObject({
    state: 'firing',
    threshold: 499,
    severity: 'critical',
    note: 'Ask the crawler team',
    runbookUrl: null,
  });
  await edit('user-burst', { enabled: false });
  second += 1;
  await engine.evaluateOnce();
  expect((await listAlerts(redis, { limit: 9 })).map(({ state }) => state)).toEqual(['resolved']);
});
