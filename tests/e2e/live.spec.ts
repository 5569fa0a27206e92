import { expect, test } from '@playwright/test';
import type { OutgoingRecord } from '#infra/kafka';
import { LOOKS, lookName, openLook, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';
import { band, chart, drawNothing, seeMoment, zoomByDrawing, zoomByKeyboard } from '../pages/chart.ts';

let stack: Stack;
test.beforeAll(async () => {
  // Traffic goes on while the tests run: it is all there from the start.
  stack = await startStack({ relay: 1, web: 1, env: { FUTURE_LIMIT_SECONDS: '600' } });
  await produce(stack, steadyTraffic(Math.floor(Date.now() / 1_000)));
});
test.afterAll(() => stack.stop());

function eventAt(second: number, name: string, userId: string, simulated = false): OutgoingRecord {
  return trackEvent(name, userId, { timestamp: new Date(second * 1_000).toISOString(), context: { simulated } });
}

/** The same traffic in each second from some minutes ago until some minutes ahead, so that rates stay. */
function steadyTraffic(now: number): OutgoingRecord[] {
  return Array.from({ length: 450 }, (_, index) => now - 150 + index).flatMap((second) => [
    ...[1, 2, 3, 4].map((n) => eventAt(second, 'Product Viewed', `viewer-${n}-${second % 10}`)),
    eventAt(second, 'Cart Viewed', `buyer-1-${second % 10}`),
    eventAt(second, 'Cart Viewed', `buyer-2-${second % 10}`),
    eventAt(second, 'Cart Viewed', `robot-${second % 10}`, true),
    eventAt(second, 'Products Searched', `viewer-1-${second % 10}`),
  ]);
}

/** A category filters tile, chart and feed, and stands in the address. */
async function filterByCategory(seen: Seen): Promise<void> {
  const { page, look, press, t } = seen;
  const cart = band(seen, 'cart');
  await press(cart);
  await expect(cart).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(`${stack.url}/?range=5m&focus=category:cart&lang=${look.locale}`);
  await expect(band(seen, 'browse')).toBeHidden();
  const tile = page.locator('.kpi').first();
  await expect(tile).toContainText(t('live.focus.tile_category'));
  await expect(tile.locator('.v')).toHaveText(/^3 ?\/ ?(s|초)$/);
  await expect(page.getByTitle(t('live.focus.unfiltered')).first()).toBeVisible();
  const user = `minji-${look.width}`;
  await produce(stack, [trackEvent('Cart Shared', user), trackEvent('Product Shared', user)]);
  const feed = page.getByRole('region', { name: t('live.feed.title') }).getByRole('listitem');
  await expect(feed.filter({ hasText: 'Cart Shared' }).first()).toBeVisible();
  await expect(feed.filter({ hasNotText: 'Cart' })).toHaveCount(0);
}

/** A reload keeps the filter, and its link can be copied; its chip clears it. */
async function keepAndClear(seen: Seen): Promise<void> {
  const { page, look, isPhone, press, t } = seen;
  await page.reload();
  const name = t('live.focus.category', { name: t('live.categories.cart') });
  const chip = page.getByRole('button', { name: t('live.focus.clear', { name }) });
  await expect(chip).toBeVisible();
  await expect(band(seen, 'cart')).toHaveAttribute('aria-pressed', 'true');
  // A small tablet's bar has no room for it: the browser's own address is the link.
  if (look.width !== 768) {
    await press(page.getByRole('button', { name: t('live.link.copy') }));
    await expect(page.getByText(t('live.link.copied'), { exact: true })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${stack.url}/?range=5m&focus=category:cart&lang=${look.locale}`);
  }
  // A phone has no room for the table.
  if (!isPhone) {
    await chart(seen)
      .getByRole('button', { name: t('live.chart.table') })
      .click();
    const columns = [
      t('live.chart.time'),
      t('live.categories.cart'),
      t('live.categories.simulated'),
      t('live.categories.total'),
    ];
    await expect(chart(seen).getByRole('columnheader')).toHaveText(columns);
    await chart(seen)
      .getByRole('button', { name: t('live.chart.chartView') })
      .click();
  }
  await press(chip);
  await expect(page).toHaveURL(`${stack.url}/?range=5m&lang=${look.locale}`);
  await expect(band(seen, 'browse')).toBeVisible();
}

for (const look of LOOKS) {
  test(`the live page answers what is asked of it: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, `${stack.url}/?range=5m`, look);
    await test.step('a moment', () => seeMoment(seen));
    await test.step('a filter', () => filterByCategory(seen));
    await test.step('a reload, the link, the table', () => keepAndClear(seen));
    await test.step('zoom by pointer', () => zoomByDrawing(seen));
    // No mouse draws by accident where it scrolls, and a phone has no keyboard.
    if (seen.isPhone) await test.step('what is no zoom', () => drawNothing(seen));
    else await test.step('zoom by keyboard', () => zoomByKeyboard(seen));
    expect(seen.watch.faults).toEqual([]);
    await seen.close();
  });
}
