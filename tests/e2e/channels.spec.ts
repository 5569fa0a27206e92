import { expect, test } from '@playwright/test';
import { closeLooks, openLooks, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { startReceiver } from '#tests/helpers/receiver';
import { type Stack, startStack } from '#tests/helpers/services';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let stack: Stack;
test.beforeAll(async () => {
  receiver = await startReceiver({ '/gone': (response) => response.writeHead(404).end('no_service') });
  const env = { NOTIFY_ALLOWED_HOSTS: receiver.host };
  stack = await startStack({ relay: 1, web: 1, notifier: 1, env });
});
test.afterAll(async () => {
  await stack.stop();
  receiver.close();
});

const nameOf = ({ look }: Seen) => `On call ${look.width}`;
const button = ({ page, t }: Seen, key: 'add' | 'save' | 'test' | 'close') =>
  page.getByRole('button', { name: t(`channels.${key}`), exact: true });

async function fill(seen: Seen, url: string): Promise<void> {
  const { page, t } = seen;
  await page.getByRole('textbox', { name: t('channels.fields.url_slack') }).fill(url);
  await seen.press(button(seen, 'save'));
}

/** Made with an address that fails, tested, mended, and tested again. */
async function addChannel(seen: Seen): Promise<void> {
  const { page, press, t } = seen;
  const answer = page.getByTestId('test-answer');
  await press(button(seen, 'add'));
  await expect(button(seen, 'save')).toBeDisabled();
  await page.getByRole('textbox', { name: t('channels.fields.name') }).fill(nameOf(seen));
  await fill(seen, `http://${receiver.host}/gone`);
  await expect(page.getByText(t('channels.version', { version: 1 }))).toBeVisible();
  await press(button(seen, 'test'));
  await expect(answer).toContainText(t('channels.delivery.failed'));
  await expect(answer).toContainText('404 no_service');
  await fill(seen, `http://${receiver.host}/${seen.look.width}`);
  await expect(page.getByText(t('channels.version', { version: 2 }))).toBeVisible();
  await press(button(seen, 'test'));
  await expect(answer).toContainText(t('channels.delivery.delivered'));
  await expect(answer).toContainText('200 ok');
  await press(button(seen, 'close'));
}

test('a channel is made, tested and mended in the page, and told of an alert, which says so', async ({ browser }) => {
  const pages = await openLooks(browser, `${stack.url}/channels`);
  for (const seen of pages) await expect(seen.page.getByText(seen.t('channels.empty'))).toBeVisible();
  await Promise.all(pages.map(addChannel));

  await produce(
    stack,
    Array.from({ length: 301 }, () => trackEvent('Product Clicked', 'bot')),
  );
  for (const seen of pages) {
    const { page, press, t } = seen;
    await expect.poll(() => receiver.at(`/${seen.look.width}`).length).toBe(2);
    await page.goto(`${stack.url}/alerts`);
    await press(page.getByRole('button', { name: t('alerts.open', { name: t('alerts.rules.user-burst') }) }));
    const deliveries = page.locator('[data-delivery=delivered]');
    await expect(deliveries).toHaveCount(pages.length);
    await expect(deliveries.filter({ hasText: nameOf(seen) })).toContainText(t('channels.notice.firing'));
  }
  await closeLooks(pages);
});
