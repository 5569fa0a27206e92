import { expect, type Page, test } from '@playwright/test';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import { textsOf } from '#tests/helpers/looks';
import { watchConsole } from '#tests/helpers/page-faults';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';
import { launchTabBrowser } from '#tests/helpers/tab-browser';

const NAME = 'Refunds asked for';
const t = textsOf('en');

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  const [template] = RULE_TEMPLATES;
  const quantity = { of: 'events', names: ['Refund Asked'], category: null };
  const measure = { kind: 'value', quantity, windowSeconds: 60 };
  const rule = { ...template?.fields, name: NAME, measure, limit: 0, forSeconds: 0, traffic: ['real'] };
  const response = await fetch(`${stack.url}/api/rules`, { method: 'POST', body: JSON.stringify(rule) });
  expect(response.status).toBe(201);
});
test.afterAll(() => stack.stop());

type Told = { told: { title: string; body: string; notice: Notification }[]; tones: number };

/** Keeps what the system shows and how often a tone begins; both happen all the same. */
function keepNotices() {
  const kept: Told = { told: [], tones: 0 };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when?: number) {
    kept.tones += 1;
    return start.call(this, when);
  };
  window.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      kept.told.push({ title, body: options?.body ?? '', notice: this });
    }
  };
  Object.assign(window, kept);
  Object.defineProperty(window, 'tones', { get: () => kept.tones });
}

const titles = (page: Page) => page.evaluate(() => (window as unknown as Told).told.map(({ title }) => title));
const tones = (page: Page) => page.evaluate(() => (window as unknown as Told).tones);

test('an alert that begins behind another tab is shown by the system, heard, and stands on the tab', async () => {
  const { context, close } = await launchTabBrowser();
  await context.grantPermissions(['notifications'], { origin: stack.url });
  await context.addInitScript(keepNotices);
  const page = await context.newPage();
  const watch = watchConsole(page);
  await page.goto(`${stack.url}/alerts`);
  await page.getByRole('switch', { name: t('alerts.notices.desktop') }).click();
  await page.getByRole('switch', { name: t('alerts.notices.sound') }).click();
  await expect.poll(() => tones(page)).toBe(1);

  const other = await context.newPage();
  await other.bringToFront();
  await page.waitForFunction(() => document.hidden, null, { polling: 100 });
  await produce(stack, [trackEvent('Refund Asked', 'shopper')]);
  await expect.poll(() => titles(page)).toEqual([NAME]);
  expect(await tones(page)).toBe(2);
  expect(await page.title()).toMatch(/^\(1\) /);
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /^data:image\/svg/);

  await page.bringToFront();
  const icon = await page.locator('link[rel=icon]').elementHandle();
  await page.getByRole('link', { name: t('shell.nav.rules'), exact: true }).click();
  await expect(page).toHaveURL(/\/rules$/);
  // One that went away for a moment would have the browser ask for another.
  expect(await icon?.evaluate((link) => link.isConnected && link.getAttribute('href'))).toMatch(/^data:image\/svg/);
  await expect(page.locator('[data-toast]')).toContainText(NAME);
  await page.evaluate(() => (window as unknown as Told).told[0]?.notice.onclick?.(new Event('click')));
  await expect(page).toHaveURL(/\/alerts\/.+$/);
  await expect(page.getByRole('complementary', { name: NAME })).toBeVisible();
  expect(watch.faults).toEqual([]);
  await close();
});
