import { expect, test } from '@playwright/test';
import type { OutgoingRecord } from '#infra/kafka';
import { LOOKS, lookName, openLook, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';
import { band, chart, drawNothing, seeMoment, zoomByDrawing, zoomByKeyboard } from '../pages/chart.ts';

const AHEAD_SECONDS = 110;
const BEFORE_SECONDS = 150;

let stack: Stack;
let filledUntil = Math.floor(Date.now() / 1_000) - BEFORE_SECONDS;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, env: { FUTURE_LIMIT_SECONDS: '120' } });
});
// Traffic goes on while a test runs: it is all there from its start.
test.beforeEach(async () => {
  const until = Math.floor(Date.now() / 1_000) + AHEAD_SECONDS;
  await produce(stack, steadyTraffic(filledUntil, until));
  filledUntil = until;
});
test.afterAll(() => stack.stop());

function eventAt(second: number, name: string, userId: string, simulated = false, properties = {}): OutgoingRecord {
  const timestamp = new Date(second * 1_000).toISOString();
  return trackEvent(name, userId, { timestamp, context: { simulated }, properties });
}

/** The same traffic in each second, so that rates stay. */
function steadyTraffic(from: number, until: number): OutgoingRecord[] {
  return Array.from({ length: until - from }, (_, index) => from + index).flatMap((second) => [
    ...[1, 2, 3, 4].map((n) => eventAt(second, 'Product Viewed', `viewer-${n}-${second % 10}`, false, { name: 'Mug' })),
    eventAt(second, 'Cart Viewed', `buyer-1-${second % 10}`),
    eventAt(second, 'Cart Viewed', `buyer-2-${second % 10}`),
    eventAt(second, 'Cart Viewed', `robot-${second % 10}`, true),
    eventAt(second, 'Products Searched', `viewer-1-${second % 10}`, false, { query: 'mug' }),
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
  // Orders, revenue and conversion: its users are its own.
  await expect(page.locator('.kpi').and(page.getByTitle(t('live.focus.unfiltered')))).toHaveCount(3);
  const user = `minji-${look.width}`;
  await produce(stack, [trackEvent('Cart Shared', user), trackEvent('Product Shared', user)]);
  const feed = page.getByRole('region', { name: t('live.feed.title') }).getByRole('listitem');
  await expect(feed.filter({ hasText: 'Cart Shared' }).first()).toBeVisible();
  await expect(feed.filter({ hasNotText: 'Cart' })).toHaveCount(0);
  await expect(feed).toHaveCount(seen.isPhone ? 5 : 10);
}

/** So do a step of the funnel, a product and a search, where they stand. */
async function filterByRow(seen: Seen): Promise<void> {
  const { page, look, press, t } = seen;
  const rows = [
    {
      panel: t('live.funnel.title'),
      text: 'Product Viewed',
      focus: 'event:Product+Viewed',
      perSecond: /^4 ?\/ ?(s|초)$/,
      // Its users are its own.
      ofAll: 3,
    },
    // Its orders and conversion are its own.
    { panel: t('shell.lists.products'), text: 'Mug', focus: 'product:Mug', perSecond: null, ofAll: 2 },
    { panel: t('shell.lists.searches'), text: 'mug', focus: 'search:mug', perSecond: null, ofAll: 4 },
  ];
  for (const { panel, text, focus, perSecond, ofAll } of rows) {
    const row = page.getByRole('region', { name: panel }).getByRole('button', { name: text });
    await press(row);
    await expect(row).toHaveAttribute('aria-pressed', 'true');
    await expect(page).toHaveURL(`${stack.url}/?range=5m&focus=${focus}&lang=${look.locale}`);
    if (perSecond) await expect(page.locator('.kpi').first().locator('.v')).toHaveText(perSecond);
    await expect(page.locator('.kpi').and(page.getByTitle(t('live.focus.unfiltered')))).toHaveCount(ofAll);
    await press(row);
    await expect(page).toHaveURL(`${stack.url}/?range=5m&lang=${look.locale}`);
  }
}

/** Every range comes with its history at once: the chart has points at both ends of what there is. */
async function seeRanges(seen: Seen): Promise<void> {
  const { page, look, press, t } = seen;
  const ranges = page.getByRole('group', { name: t('shell.range.label') });
  for (const range of ['1m', '1h', '5m'] as const) {
    await press(ranges.getByRole('button', { name: t(`shell.range.${range}`), exact: true }));
    await expect(page).toHaveURL(`${stack.url}/?range=${range}&lang=${look.locale}`);
    await expect(band(seen, 'browse')).toBeVisible();
    await expect(page.locator('.kpi').first().locator('.v')).toHaveText(/^8 ?\/ ?(s|초)$|^\d\.\d ?\/ ?(s|초)$/);
  }
}

/** What comes while the page is paused is said, and shown once it goes on. */
async function pauseAndGoOn(seen: Seen): Promise<void> {
  const { page, press, t } = seen;
  const total = page.getByTestId('total-events');
  await press(page.getByRole('button', { name: t('shell.pause'), exact: true }));
  const held = await total.textContent();
  await produce(
    stack,
    [1, 2, 3].map((n) => trackEvent('Cart Viewed', `waiting-${n}`)),
  );
  const said = t('shell.connection.pausedWaitingShort', { waiting: '3' });
  await expect(page.getByTestId('connection')).toContainText(said);
  expect(await total.textContent()).toBe(held);
  await press(page.getByRole('button', { name: t('shell.resume'), exact: true }));
  await expect(total).not.toHaveText(held ?? '');
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
      t('live.categories.total'),
      t('live.categories.cart'),
      t('live.categories.simulated'),
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

/** What the product says itself needs none of Pretendard's 92 files. */
async function seeFonts({ page, look }: Seen): Promise<void> {
  const loaded = () =>
    page.evaluate(() => {
      const files = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2'));
      const names = new Set(files.map(({ name }) => /\/([a-z]+)[^/]*$/i.exec(name)?.[1]));
      // Of keys and codes.
      names.delete('jetbrains');
      return [...names].sort();
    });
  await page.evaluate(() => document.fonts.ready);
  const own = look.locale === 'ko' ? ['hangul', 'latin'] : ['latin'];
  await expect.poll(loaded).toEqual(own);
}

for (const look of LOOKS) {
  test(`the live page answers what is asked of it: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, `${stack.url}/?range=5m`, look);
    await test.step('fonts', () => seeFonts(seen));
    await test.step('a moment', () => seeMoment(seen));
    await test.step('what rows filter by', () => filterByRow(seen));
    await test.step('ranges', () => seeRanges(seen));
    await test.step('a pause', () => pauseAndGoOn(seen));
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
