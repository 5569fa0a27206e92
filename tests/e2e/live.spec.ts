import { expect, type Page, test } from '@playwright/test';
import type { Counts } from '#contracts/api';
import type { Category } from '#contracts/categories';
import type { OutgoingRecord } from '#infra/kafka';
import { get } from '#tests/helpers/http';
import { drawWithFinger, LOOKS, lookName, openLook, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

const BUCKET_SECONDS = 3;

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

const chart = (page: Page) => page.getByRole('region', { name: /per second|초당 이벤트/ });
const probe = (page: Page) => chart(page).getByRole('slider');
const popover = (page: Page) => chart(page).locator('.moment');
const band = ({ page, t }: Seen, category: Category) =>
  chart(page).getByRole('button', { name: new RegExp(`^${t(`live.categories.${category}`)}`) });

/** A place on the chart, which is brought into view. */
async function at(page: Page, share: number): Promise<[x: number, y: number]> {
  await chart(page).evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await probe(page).boundingBox();
  if (!box) throw new Error('the chart is not there');
  return [box.x + box.width * share, box.y + box.height / 2];
}

/** Exact counts of the marked bucket, by category. */
async function countsOf(bucket: number, traffic: 'all' | 'real' | 'simulated'): Promise<Map<string, number>> {
  const iso = (second: number) => new Date(second * 1_000).toISOString();
  const query = `from=${iso(bucket)}&to=${iso(bucket + BUCKET_SECONDS)}&step=1s&by=category&traffic=${traffic}`;
  const { series, total } = await get<Counts>(`${stack.url}/api/counts?${query}`);
  const sums = series.map(({ name, points }) => [name, points.reduce((sum, [, n]) => sum + n, 0)] as const);
  return new Map([...sums, ['total', total]]);
}

/** A moment shows exactly what the API counts, on the tiles too. */
async function seeMoment(seen: Seen): Promise<void> {
  const { page, isPhone, t } = seen;
  await expect(band(seen, 'cart')).toBeVisible();
  const place = await at(page, 0.75);
  await (isPhone ? page.touchscreen.tap(...place) : page.mouse.move(...place));
  const bucket = Number(await popover(page).getAttribute('data-at'));
  const [all, real, simulated] = await Promise.all(
    (['all', 'real', 'simulated'] as const).map((traffic) => countsOf(bucket, traffic)),
  );
  const events = (name: string) => popover(page).getByRole('row', { name }).getByRole('cell').last();
  await expect(events(t('live.categories.browse'))).toHaveText(String(real?.get('browse')));
  await expect(events(t('live.categories.cart'))).toHaveText(`${real?.get('cart')}+${simulated?.get('cart')}`);
  await expect(events(t('live.categories.simulated'))).toHaveText(String(simulated?.get('total')));
  await expect(events(t('live.categories.total'))).toHaveText(String(all?.get('total')));
  const rate = (all?.get('total') ?? 0) / BUCKET_SECONDS;
  await expect(page.locator('.kpi').first().locator('.sparkmark')).toHaveText(String(rate));
  if (isPhone) await page.keyboard.press('Escape');
  else await page.mouse.move(2, 2);
  await expect(popover(page)).toBeHidden();
}

/** A category filters tile, chart and feed, and stands in the address. */
async function filterByCategory(seen: Seen): Promise<void> {
  const { page, look, t } = seen;
  const cart = band(seen, 'cart');
  await cart.click();
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
  const { page, look, isPhone, t } = seen;
  await page.reload();
  const name = t('live.focus.category', { name: t('live.categories.cart') });
  const chip = page.getByRole('button', { name: t('live.focus.clear', { name }) });
  await expect(chip).toBeVisible();
  await expect(band(seen, 'cart')).toHaveAttribute('aria-pressed', 'true');
  // A small tablet's bar has no room for it: the browser's own address is the link.
  if (look.width !== 768) {
    await page.getByRole('button', { name: t('live.link.copy') }).click();
    await expect(page.getByText(t('live.link.copied'), { exact: true })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${stack.url}/?range=5m&focus=category:cart&lang=${look.locale}`);
  }
  // A phone has no room for the table.
  if (!isPhone) {
    await chart(page)
      .getByRole('button', { name: t('live.chart.table') })
      .click();
    const columns = [
      t('live.chart.time'),
      t('live.categories.cart'),
      t('live.categories.simulated'),
      t('live.categories.total'),
    ];
    await expect(chart(page).getByRole('columnheader')).toHaveText(columns);
    await chart(page)
      .getByRole('button', { name: t('live.chart.chartView') })
      .click();
  }
  await chip.click();
  await expect(page).toHaveURL(`${stack.url}/?range=5m&lang=${look.locale}`);
  await expect(band(seen, 'browse')).toBeVisible();
}

/** A span drawn over the chart, by mouse or finger, is zoomed into and left again. */
async function zoomByDrawing({ page, isPhone, t }: Seen): Promise<void> {
  const [from, to] = [await at(page, 0.6), await at(page, 0.8)];
  if (isPhone) await drawWithFinger(page, from, to);
  else {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 4 });
    await page.mouse.up();
  }
  const [before] = t('live.chart.zoomEnd', { span: '|' })
    .split('|')
    .sort((a, b) => b.length - a.length);
  const chip = chart(page).getByRole('button', { name: before });
  await expect(chip).toHaveText(/^\d\d:\d\d(:\d\d)?–\d\d:\d\d(:\d\d)?$/);
  const points = Number(await probe(page).getAttribute('aria-valuemax')) + 1;
  expect(points).toBeLessThan(25);
  // Not a tap: so soon after a drawn line Chromium takes it for the end of a fling.
  if (isPhone) await chip.click();
  else await page.mouse.dblclick(...(await at(page, 0.5)));
  await expect(chip).toBeHidden();
  await expect(probe(page)).toHaveAttribute('aria-valuemax', /^9\d$/);
}

async function zoomByKeyboard({ page }: Seen): Promise<void> {
  await probe(page).focus();
  for (let n = 0; n < 20; n += 1) await page.keyboard.press('ArrowLeft');
  await expect(popover(page)).toBeVisible();
  await expect(probe(page)).toHaveAttribute('aria-valuetext', /8$/);
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(probe(page)).toHaveAttribute('aria-valuemax', '5');
  await page.keyboard.press('Escape');
  await expect(probe(page)).toHaveAttribute('aria-valuemax', /^9\d$/);
}

for (const look of LOOKS) {
  test(`the live page answers what is asked of it: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, `${stack.url}/?range=5m`, look);
    await test.step('a moment', () => seeMoment(seen));
    await test.step('a filter', () => filterByCategory(seen));
    await test.step('a reload, the link, the table', () => keepAndClear(seen));
    await test.step('zoom by pointer', () => zoomByDrawing(seen));
    if (!seen.isPhone) await test.step('zoom by keyboard', () => zoomByKeyboard(seen));
    expect(seen.watch.faults).toEqual([]);
    await seen.close();
  });
}
