import { expect, test } from '@playwright/test';
import { closeLooks, type Look, openLooks, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { startReceiver } from '#tests/helpers/receiver';
import { type Stack, startStack } from '#tests/helpers/services';

const LOOKS: Look[] = [
  { locale: 'en', theme: 'dark', width: 1440 },
  { locale: 'ko', theme: 'light', width: 390 },
];
const ABOVE_LIMIT = 301;

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let stack: Stack;
test.beforeAll(async () => {
  receiver = await startReceiver();
  const env = { NOTIFY_ALLOWED_HOSTS: receiver.host };
  stack = await startStack({ relay: 1, web: 1, notifier: 1, env });
  const url = `http://${receiver.host}/hook`;
  const channel = { kind: 'webhook', name: 'On call', enabled: true, severities: ['warning'], url, secret: null };
  await fetch(`${stack.url}/api/channels`, { method: 'POST', body: JSON.stringify(channel) });
});
test.afterAll(async () => {
  await stack.stop();
  receiver.close();
});

const burst = (user: string) =>
  produce(
    stack,
    Array.from({ length: ABOVE_LIMIT }, () => trackEvent('Product Clicked', user)),
  );
const row = ({ page }: Seen) => page.locator('.ar[data-alert=user-burst]');
const sheet = ({ page }: Seen) => page.getByRole('complementary');
const button = ({ page, t }: Seen, key: 'snooze.hour' | 'snooze.end' | 'title' | 'save' | 'fields.weekly') =>
  page.getByRole('button', { name: t(`silences.${key}`), exact: true });
const told = () => receiver.at('/hook').map(({ body }) => (JSON.parse(body) as { notice: string }).notice);

async function openAlert(seen: Seen): Promise<void> {
  const { page, press, t } = seen;
  await press(page.getByRole('button', { name: t('alerts.open', { name: t('alerts.rules.user-burst') }) }));
  await expect(sheet(seen)).toBeVisible();
}

/** What is marked, whatever the time; with the day where it is tomorrow. */
const silencedText = ({ t }: Seen) => new RegExp(t('silences.silenced', { time: '.*\\d\\d:\\d\\d' }));

test('an alert is snoozed in one page and back in another, and channels are told when it is', async ({ browser }) => {
  await burst('bot');
  const pages = await openLooks(browser, `${stack.url}/alerts`, undefined, LOOKS);
  const [wide, phone] = pages as [Seen, Seen];
  for (const seen of pages) await expect(row(seen)).toHaveAttribute('data-state', 'firing');
  await expect.poll(told).toEqual(['firing']);

  await openAlert(wide);
  await wide.page.keyboard.press('s');
  await expect(button(wide, 'snooze.hour')).toBeFocused();
  await wide.page.keyboard.press('Enter');
  for (const seen of pages) await expect(row(seen)).toContainText(silencedText(seen));
  // Where one was, to go on from there by keyboard.
  await expect(sheet(wide).locator('[data-silence]')).toBeFocused();
  const tabs = phone.page.getByRole('group', { name: phone.t('alerts.tabs.label') });
  const tab = tabs.getByRole('button', { name: phone.t('alerts.tabs.silenced') });
  await phone.press(tab);
  await expect(row(phone)).toHaveCount(1);

  // Long enough for the notifier to see it.
  await phone.page.waitForTimeout(1_500);
  expect(told()).toEqual(['firing']);
  await openAlert(phone);
  await phone.press(button(phone, 'snooze.end'));
  for (const seen of pages) await expect(seen.page.locator('[data-silenced]')).toHaveCount(0);
  await expect.poll(told).toEqual(['firing', 'firing']);
  await closeLooks(pages);
});

test('silences are made with a preview, listed and ended beside the alerts', async ({ browser }) => {
  await burst('crawler');
  const pages = await openLooks(browser, `${stack.url}/alerts`, undefined, LOOKS);
  for (const seen of pages) {
    const { page, press, t } = seen;
    const preview = page.getByTestId('silence-preview');
    const name = `${t('alerts.rules.user-burst')} · crawler`;
    await expect(row(seen).filter({ hasText: 'crawler' })).toBeVisible();
    await press(button(seen, 'title'));
    await expect(preview).toHaveText(t('silences.preview.choose'));
    await expect(button(seen, 'save')).toBeDisabled();
    await page.getByLabel(t('silences.fields.rule'), { exact: true }).selectOption('user-burst');
    await page.getByLabel(t('silences.fields.key'), { exact: true }).fill('crawler');
    await expect(preview.getByRole('listitem')).toHaveText([name]);
    await press(button(seen, 'fields.weekly'));
    await expect(button(seen, 'save')).toBeDisabled();
    for (const day of await page.locator('.days button').all()) await press(day);
    await page.getByLabel(t('silences.fields.start'), { exact: true }).fill('00:00');
    await page.getByLabel(t('silences.fields.minutes'), { exact: true }).fill('1440');
    await press(button(seen, 'save'));
    const listed = sheet(seen).locator('[data-silence-state=holds]');
    await expect(listed).toContainText(name);
    await expect(preview).toHaveText(t('silences.preview.choose'));
    await press(page.getByRole('button', { name: t('silences.endOf', { name }) }));
    await expect(listed).toHaveCount(0);
  }
  await closeLooks(pages);
});

test('what fires in silence is counted apart, and is no emergency on Live', async ({ browser }) => {
  await burst('quiet');
  const pages = await openLooks(browser, stack.url, undefined, LOOKS);
  for (const { page } of pages) await expect(page).toHaveTitle(/^\(\d/);
  const to = new Date(Date.now() + 3_600_000).toISOString();
  const when = { kind: 'once', from: new Date().toISOString(), to };
  const body = JSON.stringify({ matcher: { ruleId: 'user-burst' }, when });
  await fetch(`${stack.url}/api/silences`, { method: 'POST', body });
  for (const { page, t } of pages) {
    await expect(page.locator('.verdict').first()).toContainText(t('live.verdict.onlySilenced'));
    await expect(page.locator('.verdict.danger, .verdict.warn, .pill.firing')).toHaveCount(0);
    await expect(page.locator('[data-quiet]')).toBeVisible();
    await expect(page).not.toHaveTitle(/^\(/);
  }
  await closeLooks(pages);
});
