import { expect, test } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { NewRule } from '#contracts/rule-edit';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import { get } from '#tests/helpers/http';
import { produce, trackEvent } from '#tests/helpers/produce';
import { onCleanup, stackForTest, untilCounted } from '#tests/helpers/run';
import type { Stack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

const WINDOW_SECONDS = 10;
const EVERY_MS = 250;

/** Fires as soon as no event at all came for ten seconds. */
function silenceRule(): NewRule {
  const { fields } = RULE_TEMPLATES[0] as (typeof RULE_TEMPLATES)[number];
  const quantity = { of: 'events' as const, names: null, category: null };
  const measure = { kind: 'value' as const, quantity, windowSeconds: WINDOW_SECONDS };
  const compare = { to: 'number' as const };
  const when = { compare, direction: 'below' as const, limit: 1, forSeconds: 0, missing: 'zero' as const };
  return { ...fields, name: 'silence', measure, ...when, traffic: ['real'] };
}

const alertsOf = async ({ url }: Stack) => (await get<{ alerts: Alert[] }>(`${url}/api/alerts`)).alerts;

async function lagSeconds({ url }: Stack): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^yeoul_alert_evaluation_lag_seconds\S* (\S+)$/m.exec(metrics)?.[1]);
}

test('while no relay reads, what may have come is not judged as nothing, nor afterwards', async () => {
  const stack = await stackForTest({ relay: 1, web: 1 });
  let sent = 0;
  let sending: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sending = sending.then(() => produce(stack, [trackEvent('Product Viewed', `user-${++sent}`)]));
  }, EVERY_MS);
  onCleanup(() => clearInterval(timer));
  // The second before the first of them, which may still be judged, had none.
  await untilCounted(stack, 3_000 / EVERY_MS);
  const answer = await fetch(`${stack.url}/api/rules`, { method: 'POST', body: JSON.stringify(silenceRule()) });
  expect(answer.status, await answer.text()).toBe(201);

  await stack.hold('relay');
  const isOver = async () => (await lagSeconds(stack)) > WINDOW_SECONDS + 3 || (await alertsOf(stack)).length > 0;
  await until('its window is over without an event', isOver);
  expect(await alertsOf(stack)).toEqual([]);

  await stack.restart('relay');
  await until('all is judged again', async () => (await lagSeconds(stack)) === 0);
  expect(await alertsOf(stack)).toEqual([]);

  // It is a rule that fires when nothing comes.
  clearInterval(timer);
  await sending;
  await untilCounted(stack, sent);
  await until('it fires', async () => (await alertsOf(stack)).some(({ state }) => state === 'firing'));
});
