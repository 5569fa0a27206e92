import { expect, type Page, test } from '@playwright/test';
import type { Counts } from '#contracts/api';
import type { OutgoingRecord } from '#infra/kafka';
import { get } from '#tests/helpers/http';
import { watchConsole } from '#tests/helpers/page-faults';
import { produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

const BUCKET_SECONDS = 3;

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
});
test.afterAll(() => stack.stop());

function event(name: string, second: number, userId: string, simulated = false): OutgoingRecord {
  const timestamp = new Date(second * 1_000).toISOString();
  const properties = name === 'Product Viewed' ? { name: 'Onggi mug' } : {};
  const value = { type: 'track', event: name, userId, timestamp, properties, context: { simulated } };
  return { key: userId, value: JSON.stringify(value) };
}

/** The same traffic in each second from some minutes ago until some seconds ahead, so that rates stay while the test runs. */
function steadyTraffic(now: number): OutgoingRecord[] {
  return Array.from({ length: 200 }, (_, index) => now - 150 + index).flatMap((second) => [
    ...[1, 2, 3, 4].map((n) => event('Product Viewed', second, `viewer-${n}-${second % 10}`)),
    event('Cart Viewed', second, `buyer-1-${second % 10}`),
    event('Cart Viewed', second, `buyer-2-${second % 10}`),
    event('Cart Viewed', second, `robot-${second % 10}`, true),
    event('Products Searched', second, `viewer-1-${second % 10}`),
  ]);
}

const chart = (page: Page) => page.getByRole('region', { name: /per second|초당 이벤트/ });
const feed = (page: Page) => page.getByRole('region', { name: 'Live feed' }).getByRole('listitem');
const probe = (page: Page) => chart(page).getByRole('slider');
const popover = (page: Page) => chart(page).locator('.moment');

async function at(page: Page, share: number): Promise<[x: number, y: number]> {
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

test('the live page answers by pointer and keyboard what is asked of it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.setViewportSize({ width: 1440, height: 1000 });
  const { faults } = watchConsole(page);
  await produce(stack, steadyTraffic(Math.floor(Date.now() / 1_000)));
  await page.goto(`${stack.url}/?range=5m`);

  await test.step('a moment shows exactly what the API counts, on the tiles too', async () => {
    await expect(chart(page).getByRole('button', { name: /^Cart/ })).toBeVisible();
    await page.mouse.move(...(await at(page, 0.75)));
    const bucket = Number(await popover(page).getAttribute('data-at'));
    const [all, real, simulated] = await Promise.all(
      (['all', 'real', 'simulated'] as const).map((traffic) => countsOf(bucket, traffic)),
    );
    const events = (name: string) => popover(page).getByRole('row', { name }).getByRole('cell').last();
    await expect(events('Browse')).toHaveText(String(real?.get('browse')));
    await expect(events('Cart')).toHaveText(`${real?.get('cart')}+${simulated?.get('cart')}`);
    await expect(events('Simulated')).toHaveText(String(simulated?.get('total')));
    await expect(events('Total')).toHaveText(String(all?.get('total')));
    const rate = (all?.get('total') ?? 0) / BUCKET_SECONDS;
    await expect(page.locator('.kpi').first().locator('.sparkmark')).toHaveText(String(rate));
    await page.mouse.move(2, 2);
    await expect(popover(page)).toBeHidden();
  });

  await test.step('a category filters tile, chart and feed, and stands in the address', async () => {
    const cart = chart(page).getByRole('button', { name: /^Cart/ });
    await cart.click();
    await expect(cart).toHaveAttribute('aria-pressed', 'true');
    await expect(page).toHaveURL(`${stack.url}/?range=5m&focus=category:cart&lang=en`);
    await expect(chart(page).getByRole('button', { name: /^Browse/ })).toBeHidden();
    const tile = page.locator('.kpi').first();
    await expect(tile).toContainText('Events in filter');
    await expect(tile.locator('.v')).toHaveText('3/ s');
    await expect(page.getByTitle('All traffic: not filtered').first()).toBeVisible();
    const now = Math.floor(Date.now() / 1_000);
    await produce(stack, [event('Cart Shared', now, 'minji'), event('Product Shared', now, 'minji')]);
    await expect(feed(page).filter({ hasText: 'Cart Shared' })).toBeVisible();
    await expect(feed(page).filter({ hasNotText: 'Cart' })).toHaveCount(0);
  });

  await test.step('a reload keeps it, and its link can be copied', async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Remove the filter Category: Cart' })).toBeVisible();
    await expect(chart(page).getByRole('button', { name: /^Cart/ })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${stack.url}/?range=5m&focus=category:cart&lang=en`);
  });

  await test.step('the table shows the filter as well; its chip clears it', async () => {
    await chart(page).getByRole('button', { name: 'View as table' }).click();
    await expect(chart(page).getByRole('columnheader')).toHaveText(['Time', 'Cart', 'Simulated', 'Total']);
    await chart(page).getByRole('button', { name: 'View as chart' }).click();
    await page.getByRole('button', { name: 'Remove the filter' }).click();
    await expect(page).toHaveURL(`${stack.url}/?range=5m&lang=en`);
    await expect(chart(page).getByRole('button', { name: /^Browse/ })).toBeVisible();
  });

  await test.step('a span drawn over the chart is zoomed into, and left again', async () => {
    await page.mouse.move(...(await at(page, 0.6)));
    await page.mouse.down();
    await page.mouse.move(...(await at(page, 0.8)), { steps: 4 });
    await page.mouse.up();
    const chip = chart(page).getByRole('button', { name: 'Show the whole range' });
    await expect(chip).toHaveText(/^\d\d:\d\d(:\d\d)?–\d\d:\d\d(:\d\d)?$/);
    const points = Number(await probe(page).getAttribute('aria-valuemax')) + 1;
    expect(points).toBeLessThan(25);
    await page.mouse.dblclick(...(await at(page, 0.5)));
    await expect(chip).toBeHidden();
    await expect(probe(page)).toHaveAttribute('aria-valuemax', /^9\d$/);
  });

  await test.step('the same by keyboard', async () => {
    await probe(page).focus();
    for (let n = 0; n < 20; n += 1) await page.keyboard.press('ArrowLeft');
    await expect(popover(page)).toBeVisible();
    await expect(probe(page)).toHaveAttribute('aria-valuetext', /: total 8$/);
    for (let n = 0; n < 5; n += 1) await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(probe(page)).toHaveAttribute('aria-valuemax', '5');
    await page.keyboard.press('Escape');
    await expect(probe(page)).toHaveAttribute('aria-valuemax', /^9\d$/);
  });

  expect(faults).toEqual([]);
});

test('a link is read in its own language, whatever the visitor had; two alerts at one moment open each its own', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  const { faults } = watchConsole(page);
  await page.goto(`${stack.url}/?lang=en`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const now = Math.floor(Date.now() / 1_000);
  const burst = (userId: string) => Array.from({ length: 400 }, () => event('Product Viewed', now, userId));
  await produce(stack, [...burst('bot-1'), ...burst('bot-2')]);

  const answer = await page.goto(`${stack.url}/?range=15m&focus=product:Onggi%20mug&lang=ko`);
  expect(await answer?.text(), 'the first paint is Korean already').toContain('<html lang="ko"');
  await expect(page.getByRole('button', { name: '필터 해제: 상품: Onggi mug' })).toBeVisible();
  await expect(page.getByRole('region', { name: '분당 조회' })).toContainText('Onggi mug');
  await expect(page.getByRole('button', { name: /^Onggi mug/, pressed: true }).first()).toBeVisible();
  await page.getByRole('button', { name: '링크 복사' }).focus();

  const lanes = page.locator('a.lane');
  await expect(lanes).toHaveCount(2);
  const address = await lanes.nth(1).getAttribute('href');
  expect(address).not.toBe(await lanes.nth(0).getAttribute('href'));
  await lanes.nth(1).click();
  await expect(page).toHaveURL(stack.url + address);
  await expect(page.getByRole('complementary')).toBeVisible();
  expect(faults).toEqual([]);
});
