import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alert } from '#contracts/alert';
import { DEFAULT_RULES } from '#contracts/rules';
import { alertKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { evaluate } from '#server/alerts/evaluate';
import { writeAlert } from '#stores/alerts';
import { createSeries } from '#tests/helpers/alert-input';

const T0 = 1_800_000_000;

// Read by the first call of env(), so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
const redis = createRedis(createLogger('alerts-api-test'));
vi.mock('#infra/api-redis', () => ({ apiRedis: () => redis }));
const { GET: list } = await import('../../app/api/alerts/route.ts');
const { GET: one } = await import('../../app/api/alerts/[id]/route.ts');
const { GET: rules } = await import('../../app/api/rules/route.ts');

const get = (query: string) => list(new Request(`http://localhost/api/alerts${query}`));
const getOne = (id: string) => one(new Request('http://localhost/'), { params: Promise.resolve({ id }) });
const listed = async (query: string) => ((await (await get(query)).json()) as { alerts: Alert[] }).alerts;

beforeAll(async () => {
  const series = createSeries();
  series.addUser('bot', T0, 500);
  series.add('Payment Failed', 30, T0, T0 + 1);
  for (const { previous, next } of evaluate(DEFAULT_RULES, series.inputAfter(T0), [])) {
    await writeAlert(redis, previous, next);
  }
});
afterAll(async () => {
  await redis.del(...Object.values(alertKeys()));
  await redis.quit();
});

describe('GET /api/alerts', () => {
  it('lists open alerts by urgency, and by state', async () => {
    expect((await listed('')).map(({ ruleId }) => ruleId)).toEqual(['user-burst', 'payment-failures']);
    expect((await listed('?state=open')).map(({ ruleId }) => ruleId)).toEqual(['user-burst', 'payment-failures']);
    expect((await listed('?state=pending')).map(({ ruleId }) => ruleId)).toEqual(['payment-failures']);
    expect(await listed('?state=resolved')).toEqual([]);
  });

  it('answers 400 with the path for an unknown state', async () => {
    const answer = await get('?state=burning');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'bad_request', details: [{ path: 'state' }] } });
  });
});

describe('GET /api/alerts/ID', () => {
  it('gives the alert with its timeline', async () => {
    const [alert] = await listed('?state=firing');
    const answer = await getOne(alert?.id ?? '');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(alert);
    expect(alert?.timeline.map(({ state }) => state)).toEqual(['pending', 'firing']);
  });

  it('answers 404 for an unknown id', async () => {
    const answer = await getOne('nothing');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('GET /api/rules', () => {
  it('gives the default rules', async () => {
    const { rules: given } = (await (await rules()).json()) as { rules: { id: string }[] };
    expect(given.map(({ id }) => id)).toEqual(['payment-failures', 'order-spike', 'no-data', 'user-burst', 'books']);
  });
});
