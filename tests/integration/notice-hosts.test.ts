import { randomUUID } from 'node:crypto';
import { afterAll, expect, it, vi } from 'vitest';
import type { ApiError } from '#contracts/api';
import { globalKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { startReceiver } from '#tests/helpers/receiver';
import { Forbidden, post } from '#workers/notifier/post';

const [listed, inner, other] = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
// Read by the first call of env(), which the logger makes, so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
vi.stubEnv('NOTIFY_ALLOWED_HOSTS', inner.host);
vi.stubEnv('NOTIFY_ONLY_HOSTS', `Hooks.Slack.com, ${listed.host}`);
const redis = createRedis(createLogger('notice-hosts-test'));
vi.mock('#infra/api-redis', () => ({ apiRedis: () => redis }));
const { POST } = await import('../../app/api/channels/route.ts');

afterAll(async () => {
  for (const receiver of [listed, inner, other]) receiver.close();
  await redis.del(globalKeys().channels);
  await redis.quit();
});

async function refusalOf(address: string): Promise<string> {
  const error = await post(address, '{}', {}).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Forbidden);
  return (error as Error).message;
}

it('with a list of hosts no other is asked, but for those that are vouched for', async () => {
  expect(await post(`http://${inner.host}/hook`, '{}', {})).toMatchObject({ status: 200, body: 'ok' });
  expect(await refusalOf(`http://${other.host}/hook`)).toContain('NOTIFY_ONLY_HOSTS');
  expect(await refusalOf('https://hooks.example.test/hook')).toContain('NOTIFY_ONLY_HOSTS');
  expect(await refusalOf('https://hooks.slack.com.example.test/')).toContain('NOTIFY_ONLY_HOSTS');
  expect(await refusalOf('https://hooks.slack.com:8443/')).toContain('NOTIFY_ONLY_HOSTS');
  expect(other.at('/hook')).toEqual([]);
});

it('one on the list needs https and a public address all the same', async () => {
  expect(await refusalOf(`http://${listed.host}/hook`)).toContain('https');
  expect(await refusalOf(`https://${listed.host}/hook`)).toContain('is not allowed');
  expect(listed.at('/hook')).toEqual([]);
});

it.each([
  ['https://hooks.slack.com/services/T/B/x', 201],
  ['https://hooks.example.test/hook', 400],
  [`http://${inner.host}/hook`, 201],
])('a channel at %s is answered with %d', async (url, expected) => {
  const times = { repeatMinutes: null, afterMinutes: 0, quiet: null };
  const fields = { kind: 'webhook', name: 'c', enabled: true, severities: ['critical'], url, secret: null, ...times };
  const response = await POST(new Request('http://yeoul.test/', { method: 'POST', body: JSON.stringify(fields) }));
  expect(response.status).toBe(expected);
  const answer = (await response.json()) as Partial<ApiError>;
  if (expected === 400) expect(answer.error?.details).toMatchObject([{ path: 'url' }]);
});
