import { expect, test } from '@playwright/test';
import { closeLooks, LOOKS, openLook, openLooks, textsOf } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  const burst = (userId: string) => Array.from({ length: 400 }, () => viewOf(userId));
  await produce(stack, [...burst('bot-1'), ...burst('bot-2')]);
});
test.afterAll(() => stack.stop());

const viewOf = (userId: string) => trackEvent('Product Viewed', userId, { properties: { name: 'Onggi mug' } });

for (const look of LOOKS) {
  const other = look.locale === 'en' ? 'ko' : 'en';
  test(`a link is read in its own language, whatever the visitor had: ${other} at ${look.width} px`, async ({
    browser,
  }) => {
    const { page, watch, close } = await openLook(browser, stack.url, look);
    const answer = await page.goto(`${stack.url}/?range=15m&focus=product:Onggi%20mug&lang=${other}`);
    expect(await answer?.text(), 'the first paint is in it already').toContain(`<html lang="${other}"`);
    const t = textsOf(other);
    const name = t('live.focus.product', { name: 'Onggi mug' });
    await expect(page.getByRole('button', { name: t('live.focus.clear', { name }) })).toBeVisible();
    await expect(page.getByRole('region', { name: t('live.chart.title_product') })).toContainText('Onggi mug');
    await expect(page.getByRole('button', { name: /^Onggi mug/, pressed: true }).first()).toBeVisible();
    expect(watch.faults).toEqual([]);
    await close();
  });
}

test('two alerts at one moment open each its own', async ({ browser }) => {
  const pages = await openLooks(browser, stack.url);
  for (const { page, press } of pages) {
    const lanes = page.locator('a.lane');
    await expect(lanes).toHaveCount(2);
    const address = await lanes.nth(1).getAttribute('href');
    expect(address).not.toBe(await lanes.nth(0).getAttribute('href'));
    await press(lanes.nth(1));
    await expect(page).toHaveURL(stack.url + address);
    await expect(page.getByRole('complementary')).toBeVisible();
  }
  await closeLooks(pages);
});
