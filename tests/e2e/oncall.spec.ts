import { expect, test } from '@playwright/test';
import type { KnownBlock } from '@slack/types';
import type { Alert } from '#contracts/alert';
import { get } from '#tests/helpers/http';
import { closeLooks, type Look, openLooks, type Seen } from '#tests/helpers/looks';
import { startReceiver } from '#tests/helpers/receiver';
import { type Stack, startStack } from '#tests/helpers/services';
import { expectSlackTakes } from '#tests/helpers/slack-limits';

const LOOKS: Look[] = [
  { locale: 'en', theme: 'dark', width: 1440 },
  { locale: 'ko', theme: 'light', width: 390 },
];
const NAME = 'Payments of the app';
const NOTE = 'PG timeout, calling the provider';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let stack: Stack;
test.beforeAll(async () => {
  receiver = await startReceiver();
  const env = { NOTIFY_ALLOWED_HOSTS: receiver.host };
  stack = await startStack({ relay: 1, web: 1, simulator: 1, notifier: 1, env });
  const fields = { kind: 'slack', name: 'On call', enabled: true, severities: ['critical'], secret: null };
  const body = JSON.stringify({ ...fields, url: `http://${receiver.host}/slack` });
  await fetch(`${stack.url}/api/channels`, { method: 'POST', body });
});
test.afterAll(async () => {
  await stack.stop();
  receiver.close();
});

/** What Slack was told of this rule, by its title. */
const told = () =>
  receiver
    .at('/slack')
    .map(({ body }) => JSON.parse(body) as { text: string; blocks: KnownBlock[] })
    .filter(({ text }) => text.includes(NAME));
const row = ({ page }: Seen) => page.locator('.ar', { hasText: NAME });
const alertNow = async () =>
  (await get<{ alerts: Alert[] }>(`${stack.url}/api/alerts`)).alerts.find(({ ruleName }) => ruleName === NAME);

async function writeRule({ page, press, t }: Seen): Promise<void> {
  const choose = (of: 'window' | 'held', value: string) =>
    page.getByRole('combobox', { name: t(`rules.form.${of}`), exact: true }).selectOption(value);
  const type = (name: string, value: string) => page.getByRole('textbox', { name, exact: true }).fill(value);
  await expect(page.locator('.backtest .emptystate')).toHaveText(t('rules.backtest.empty'));
  await choose('window', '10');
  await choose('held', '10');
  await type(t('rules.form.limit'), '20');
  await type(t('rules.form.minDenominator'), '5');
  await type(t('rules.fields.name'), NAME);
  await page.getByLabel(t('rules.fields.resolveAfter')).selectOption('10');
  await press(page.getByRole('button', { name: t('rules.save'), exact: true }));
  await expect(page.locator('[data-rule]', { hasText: NAME })).toBeVisible();
}

async function simulateOutage({ page, press, t }: Seen): Promise<void> {
  await press(page.getByRole('button', { name: t('shell.simulate.choose') }));
  await press(page.getByText(t('shell.simulate.scenarios.payment-outage.name')));
  await page.getByLabel(t('shell.simulate.rate')).fill('600');
  await press(page.getByRole('switch', { name: t('shell.simulate.notify') }));
  await press(page.getByRole('button', { name: t('shell.simulate.start'), exact: true }));
}

test('from a rule that one writes to the timeline that all read: an outage on call', async ({ browser }) => {
  test.setTimeout(120_000);
  const pages = await openLooks(browser, `${stack.url}/rules/new`, undefined, LOOKS);
  const [one, two] = pages as [Seen, Seen];

  await test.step('a rule is written in the page, and an outage is simulated, channels included', async () => {
    await writeRule(one);
    await simulateOutage(one);
  });

  await test.step('pending and firing arrive on every page, and Slack is told once, with blocks that it takes', async () => {
    for (const { page } of pages) await page.goto(`${stack.url}/alerts`);
    await expect(row(two)).toHaveAttribute('data-state', 'pending');
    for (const seen of pages) await expect(row(seen)).toHaveAttribute('data-state', 'firing');
    await expect.poll(() => told().length).toBe(1);
    const [message] = told();
    if (!message) throw new Error('no message');
    expectSlackTakes(message);
    expect(message.text).toMatch(/\[Simulated\] Critical: Payments of the app · \d+(\.\d)?%, limit 20%/);
  });

  await test.step('the backtest sees the breach that was', async () => {
    const { page, t } = one;
    await page.goto(`${stack.url}/rules`);
    await page.getByRole('button', { name: t('rules.open', { name: NAME }) }).click();
    await page.getByRole('button', { name: t('rules.backtest.simulated'), exact: true }).click();
    await expect(page.locator('.backtest')).toHaveAttribute('data-fired', '1');
    await page.goto(`${stack.url}/alerts`);
  });

  await test.step('one says "mine" with a note, the other sees it', async () => {
    await one.press(one.page.getByRole('button', { name: one.t('alerts.open', { name: NAME }) }));
    await one.page.locator('[data-note]').fill(NOTE);
    await one.press(one.page.getByRole('button', { name: one.t('alerts.actions.acknowledge'), exact: true }));
    await expect(row(two)).toHaveAttribute('data-state', 'acknowledged');
    await expect(row(two)).toContainText(NOTE);
    await expect.poll(() => told().length).toBe(2);
  });

  await test.step('silenced, the end is told to nobody', async () => {
    await one.press(one.page.getByRole('button', { name: one.t('silences.snooze.hour'), exact: true }));
    await expect(row(two).locator('[data-silenced]')).toBeVisible();
    await one.press(one.page.getByRole('button', { name: one.t('shell.simulate.stop') }));
    for (const seen of pages) await expect(row(seen)).toHaveAttribute('data-state', 'resolved', { timeout: 40_000 });
  });

  await test.step('the timeline says it all', async () => {
    const alert = await alertNow();
    const steps = alert?.timeline.map(({ kind, state }) => (kind === 'state' ? state : kind));
    expect(steps).toEqual(['pending', 'firing', 'acknowledged', 'silenced', 'resolved']);
    await two.press(two.page.getByRole('button', { name: two.t('alerts.open', { name: NAME }) }));
    const timeline = two.page.locator('.tl');
    for (const state of ['pending', 'firing', 'acknowledged', 'resolved'] as const)
      await expect(timeline).toContainText(two.t(`alerts.state.${state}`));
    await expect(timeline).toContainText(NOTE);
    await expect(timeline.locator('[data-entry=silenced]')).toHaveCount(1);
    await expect(timeline.locator('[data-delivery=delivered]')).toHaveCount(2);
    await two.press(two.page.getByRole('link', { name: two.t('alerts.asPage') }));
    await expect(two.page).toHaveURL(`${stack.url}/alerts/${alert?.id}`);
    await expect(two.page.getByRole('img')).toHaveAttribute('aria-label', new RegExp(NAME));
    await expect(two.page.getByRole('region', { name: two.t('alerts.before.title') })).toBeVisible();
    expect(told()).toHaveLength(2);
  });
  await closeLooks(pages);
});
