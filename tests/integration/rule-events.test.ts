import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Backtest } from '#contracts/backtest';
import type { NewRule } from '#contracts/rule-edit';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import { get } from '#tests/helpers/http';
import { produce, trackEvent } from '#tests/helpers/produce';
import { startReceiver } from '#tests/helpers/receiver';
import { onCleanup, stackForTest, untilCounted } from '#tests/helpers/run';
import type { Stack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

async function post<T>(stack: Stack, path: string, body: unknown, status = 201): Promise<T> {
  const response = await fetch(stack.url + path, { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.any(String)]);
  return JSON.parse(text) as T;
}

/** Fires for any order on this platform. */
function ruleOf(platform: string): NewRule {
  const { fields } = RULE_TEMPLATES[0] as (typeof RULE_TEMPLATES)[number];
  const where = [{ path: 'platform', value: platform }];
  const quantity = { of: 'events' as const, names: ['Order Completed'], category: null, where };
  const measure = { kind: 'value' as const, quantity, windowSeconds: 60 };
  return { ...fields, name: platform, measure, limit: 0, forSeconds: 0, maxEvents: 5, traffic: ['real'] };
}

const order = (platform: string, user: string) => trackEvent('Order Completed', user, { properties: { platform } });

async function withWebhook() {
  const receiver = await startReceiver();
  onCleanup(() => receiver.close());
  const stack = await stackForTest({ relay: 1, web: 1, notifier: 1, env: { NOTIFY_ALLOWED_HOSTS: receiver.host } });
  const url = `http://${receiver.host}/hook`;
  const channel = { kind: 'webhook', name: 'Logic', enabled: true, severities: ['critical', 'warning'], url };
  await post(stack, '/api/channels', { ...channel, secret: null });
  return { receiver, stack };
}

test('a rule fires for what passes its filter alone, and a webhook gets the events that made it', async () => {
  const { receiver, stack } = await withWebhook();
  for (const platform of ['app', 'web']) await post(stack, '/api/rules', ruleOf(platform));

  const alerts = async () => (await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts`)).alerts;
  let orders = 0;
  // Filters are counted from a second or so after a rule asks for them.
  await until('the alert', async () => {
    orders += 1;
    await produce(stack, [order('app', `app-${orders}`), order('desktop', 'desktop')]);
    return (await alerts()).length > 0;
  });
  expect((await alerts()).map(({ ruleName, state }) => [ruleName, state])).toEqual([['app', 'firing']]);

  await until('the webhook is called', async () => receiver.at('/hook').length > 0);
  const { alert, events } = JSON.parse(receiver.at('/hook')[0]?.body ?? '') as {
    alert: Alert;
    events: { userId: string; properties: { platform: string } }[];
  };
  expect(alert.ruleName).toBe('app');
  expect(events.length).toBeGreaterThan(0);
  expect(events.length).toBeLessThanOrEqual(5);
  for (const { userId, properties } of events)
    expect([userId.slice(0, 4), properties.platform]).toEqual(['app-', 'app']);
  const kept = await get<{ events: unknown[] }>(`${stack.url}/api/alerts/${alert.id}/events`);
  expect(kept.events.slice(0, 5)).toEqual(events);
});

test('a rule on what some events are worth counts that from then on, by name and by category', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  const ruleFor = (quantity: { names: string[] | null; category: 'order' | null }) => {
    const measure = { kind: 'value', quantity: { of: 'revenue', ...quantity }, windowSeconds: 60 } as const;
    return { ...ruleOf('any'), measure, limit: 99, name: quantity.category ?? 'refunds' };
  };
  const rules = [ruleFor({ names: ['Order Refunded'], category: null }), ruleFor({ names: null, category: 'order' })];
  const tried = (rule: unknown) =>
    post<Backtest>(stack, '/api/rules/backtest', { rule, hours: 1, traffic: 'real' }, 200);
  expect((await tried(rules[0])).isKnown).toBe(false);
  for (const rule of rules) await post(stack, '/api/rules', rule);
  await until('both are counted', async () => (await Promise.all(rules.map(tried))).every(({ isKnown }) => isKnown));

  const worth = (name: string, total: number) => trackEvent(name, 'u1', { properties: { total } });
  await produce(stack, [worth('Order Refunded', 60.5), worth('Order Completed', 39), worth('Product Added', 500)]);
  await untilCounted(stack, 3);
  const alerts = async () => (await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts`)).alerts;
  await until('the category is worth 99.50', async () => (await alerts()).length > 0);
  expect(await alerts()).toMatchObject([{ ruleName: 'order', state: 'firing', value: 99.5 }]);
  await produce(stack, [worth('Order Refunded', 40.25)]);
  await until('refunds are worth 100.75', async () => (await alerts()).length > 1);
  expect((await alerts()).find(({ ruleName }) => ruleName === 'refunds')).toMatchObject({ value: 100.75 });
});

test('bursts in the events of a name, of one user and of one product, are of those alone', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  const quantity = { of: 'events', names: ['Product Added'], category: null };
  const rules = (['perUser', 'perProduct'] as const).map((kind) => {
    return { ...ruleOf(kind), measure: { kind, windowSeconds: 60, quantity }, limit: 4 };
  });
  const tried = (rule: unknown) =>
    post<Backtest>(stack, '/api/rules/backtest', { rule, hours: 1, traffic: 'real' }, 200);
  expect((await tried(rules[0])).isKnown).toBe(false);
  for (const rule of rules) await post(stack, '/api/rules', rule);
  await until('both are counted', async () => (await Promise.all(rules.map(tried))).every(({ isKnown }) => isKnown));
  const alerts = async () => (await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts`)).alerts;
  const times = (n: number, name: string, user: string, product: string) =>
    Array.from({ length: n }, () => trackEvent(name, user, { properties: { name: product } }));
  let sent = 0;
  // A minute may end in between.
  await until('both alerts', async () => {
    sent += 14;
    await produce(stack, [
      ...times(9, 'Product Viewed', 'reader', 'Cup'),
      ...times(5, 'Product Added', 'robot', 'Mug'),
    ]);
    await untilCounted(stack, sent);
    return (await alerts()).length > 1;
  });
  const found = await alerts();
  expect(found.map(({ ruleName, key, state }) => [ruleName, key, state]).sort()).toEqual([
    ['perProduct', 'Mug', 'firing'],
    ['perUser', 'robot', 'firing'],
  ]);
  for (const { id } of found) {
    const { events } = await get<{ events: { event: string }[] }>(`${stack.url}/api/alerts/${id}/events`);
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['Product Added']));
  }
});

test('of alerts that are told together a webhook gets the events of each rule that wants them', async () => {
  const { receiver, stack } = await withWebhook();
  const quantity = { of: 'events' as const, names: ['Order Completed'], category: null };
  const rule = { ...ruleOf('any'), measure: { kind: 'value' as const, quantity, windowSeconds: 60 } };
  for (const maxEvents of [0, 2]) await post(stack, '/api/rules', { ...rule, name: `up to ${maxEvents}`, maxEvents });
  await produce(stack, [order('app', 'a'), order('app', 'b'), order('app', 'c')]);
  await until('the webhook is called', async () => receiver.at('/hook').length > 0);
  const told = JSON.parse(receiver.at('/hook')[0]?.body ?? '') as { alerts: Alert[]; events: { userId: string }[] };
  expect(told.alerts.map(({ ruleName }) => ruleName).sort()).toEqual(['up to 0', 'up to 2']);
  expect(told.events.map(({ userId }) => userId)).toHaveLength(2);
});

test.each([30, 86_400])(
  'a rule on users of some events in %i s fires at the one that is too many, and was tried before',
  async (windowSeconds) => {
    const stack = await stackForTest({ relay: 1, web: 1 });
    const quantity = {
      of: 'users',
      names: ['Order Completed'],
      category: null,
      where: [{ path: 'platform', value: 'app' }],
    };
    const rule = { ...ruleOf('app'), measure: { kind: 'value', quantity, windowSeconds }, limit: 2 };
    const tried = () => post<Backtest>(stack, '/api/rules/backtest', { rule, hours: 1, traffic: 'real' }, 200);
    expect((await tried()).isKnown).toBe(false);
    await post(stack, '/api/rules', rule);

    const alerts = async () => (await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts`)).alerts;
    await until('its users are counted', async () => (await tried()).isKnown);
    await produce(stack, [order('app', 'a'), order('app', 'b'), order('web', 'c')]);
    await untilCounted(stack, 3);
    expect(await alerts()).toEqual([]);
    await produce(stack, [order('app', 'c')]);
    await until('the alert', async () => (await alerts()).length > 0);
    expect(await alerts()).toMatchObject([{ state: 'firing', value: 3, threshold: 2 }]);
  },
);
