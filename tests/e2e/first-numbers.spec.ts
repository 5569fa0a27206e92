import { expect, test } from '@playwright/test';
import { heldWire } from '#tests/helpers/held-wire';
import { closeLooks, LOOKS, lookName, openLook, textsOf } from '#tests/helpers/looks';
import { eventsOfNow, produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

const EVENTS = 1_234;

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  await produce(stack, eventsOfNow(EVENTS, 'first'));
  await expect.poll(htmlOfPage).toContain('1,234');
});
test.afterAll(() => stack.stop());

const htmlOfPage = async () => (await fetch(stack.url)).text();

for (const locale of ['en', 'ko'] as const) {
  test(`the page is sent with its numbers, in its language and filter, before a script runs: ${locale}`, async ({
    browser,
  }) => {
    const t = textsOf(locale);
    const context = await browser.newContext({ javaScriptEnabled: false, locale });
    const page = await context.newPage();
    await page.goto(`${stack.url}/?range=5m&focus=event:Product+Viewed`);
    await expect(page.getByTestId('total-events')).toHaveText('1,234');
    await expect(page.locator('.kpi').first()).toContainText(t('live.focus.tile_event'));
    await expect(page.locator('.kpi .v').first()).toHaveText(/^\d+ ?\/ ?(s|초)$/);
    await expect(page.getByTestId('trust')).toContainText(t('live.trust.ok'));
    await context.close();
  });
}

test('what people send stays text on the page that it is sent with', async ({ browser }) => {
  const name = '</script><script>window.broken = true</script>';
  await produce(stack, [trackEvent('Product Viewed', 'eve', { properties: { name } })]);
  await expect.poll(htmlOfPage).toContain('window.broken');
  const [look] = LOOKS;
  if (!look) throw new Error('there is no look');
  const seen = await openLook(browser, stack.url, look);
  const products = seen.page.getByRole('region', { name: seen.t('shell.lists.products') });
  await expect(products.getByText(name)).toBeVisible();
  expect(await seen.page.evaluate(() => 'broken' in window)).toBe(false);
  await closeLooks([seen]);
});

for (const look of LOOKS) {
  test(`what is shown first stays where it is when the connection goes on from it: ${lookName(look)}`, async ({
    browser,
  }) => {
    const { prepare, letGo } = heldWire();
    const seen = await openLook(browser, stack.url, look, prepare);
    const { page, t } = seen;
    const total = page.getByTestId('total-events');
    await expect(total).toHaveText(/^1,\d{3}$/);
    // All of it is there without the connection, as of when the page was sent.
    await expect(page.getByRole('region', { name: t('live.chart.title') })).toBeVisible();
    await expect(page.locator('main .skel')).toHaveCount(0);
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'connecting');
    const boxes = () => page.locator('main .panel').evaluateAll((panels) => panels.map((panel) => panel.clientHeight));
    const before = await boxes();
    const held = await total.textContent();
    letGo();
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
    expect(await boxes()).toEqual(before);
    await produce(stack, eventsOfNow(1, `more-${look.width}`));
    await expect(total).not.toHaveText(held ?? '');
    await closeLooks([seen]);
  });
}

test('a page that one goes back to begins with the numbers of now', async ({ browser }) => {
  const [look] = LOOKS;
  if (!look) throw new Error('there is no look');
  const seen = await openLook(browser, stack.url, look);
  const { page, press, t } = seen;
  const total = page.getByTestId('total-events');
  await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
  const first = Number((await total.textContent())?.replace(',', ''));
  await press(page.getByRole('link', { name: t('shell.nav.channels') }));
  await expect(page).toHaveURL(`${stack.url}/channels`);
  await produce(stack, eventsOfNow(3, 'meanwhile'));
  const newest = (first + 3).toLocaleString('en');
  await expect(total).toHaveText(newest);
  await page.evaluate(() => {
    const shown = new Set<string | null>();
    new MutationObserver(() => {
      const element = document.querySelector('[data-testid="total-events"]');
      if (element) shown.add(element.textContent);
    }).observe(document, { childList: true, subtree: true, characterData: true });
    Object.assign(window, { shown });
  });
  await page.goBack();
  await expect(page.getByRole('region', { name: t('live.chart.title') })).toBeVisible();
  expect(await page.evaluate(() => [...(window as unknown as { shown: Set<string> }).shown])).toEqual([newest]);
  await closeLooks([seen]);
});
