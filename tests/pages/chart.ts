import { expect, type Page } from '@playwright/test';
import type { Counts } from '#contracts/api';
import type { Category } from '#contracts/categories';
import { get } from '#tests/helpers/http';
import { drawWithFinger, type Place, type Seen } from '#tests/helpers/looks';

/** Of the chart over 5 minutes. */
const BUCKET_SECONDS = 3;
const DAY_SECONDS = 86_400;
const ALL_BUCKETS = /^9\d$/;

export const chart = ({ page, t }: Seen) => page.getByRole('region', { name: t('live.chart.title') });
const probe = (seen: Seen) => chart(seen).getByRole('slider');
const popover = (seen: Seen) => chart(seen).locator('.moment');
export const band = (seen: Seen, category: Category) =>
  chart(seen).getByRole('button', { name: new RegExp(`^${seen.t(`live.categories.${category}`)}`) });

/** A place on the chart, which is brought into view. */
async function at(seen: Seen, share: number): Promise<Place> {
  await chart(seen).evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await probe(seen).boundingBox();
  if (!box) throw new Error('the chart is not there');
  return [box.x + box.width * share, box.y + box.height / 2];
}

/** Exact counts of a bucket, by category. */
async function countsOf(page: Page, from: number, seconds: number, traffic: 'all' | 'real' | 'simulated') {
  const iso = (second: number) => new Date(second * 1_000).toISOString();
  const query = `from=${iso(from)}&to=${iso(from + seconds)}&step=1s&by=category&traffic=${traffic}`;
  const { series, total } = await get<Counts>(`${new URL(page.url()).origin}/api/counts?${query}`);
  const sums = series.map(({ name, points }) => [name, points.reduce((sum, [, n]) => sum + n, 0)] as const);
  return new Map<string, number>([...sums, ['total', total]]);
}

/** A moment shows exactly what the API counts, on the tiles too, until one points or taps elsewhere. */
export async function seeMoment(seen: Seen): Promise<void> {
  const { page, t } = seen;
  await expect(band(seen, 'cart')).toBeVisible();
  const bucket = await pointAt(seen, 0.75);
  const [all, real, simulated] = await Promise.all(
    (['all', 'real', 'simulated'] as const).map((traffic) => countsOf(page, bucket, BUCKET_SECONDS, traffic)),
  );
  const events = (name: string) => eventsOf(seen, name);
  await expect(events(t('live.categories.browse'))).toHaveText(String(real?.get('browse')));
  await expect(events(t('live.categories.cart'))).toHaveText(`${real?.get('cart')}+${simulated?.get('cart')}`);
  await expect(events(t('live.categories.simulated'))).toHaveText(String(simulated?.get('total')));
  await expect(events(t('live.categories.total'))).toHaveText(String(all?.get('total')));
  const rate = (all?.get('total') ?? 0) / BUCKET_SECONDS;
  await expect(page.locator('.kpi').first().locator('.sparkmark')).toHaveText(String(rate));
  await pointElsewhere(seen);
}

/** Marks the bucket there, and gives its start. */
async function pointAt(seen: Seen, share: number): Promise<number> {
  const place = await at(seen, share);
  await (seen.isPhone ? seen.page.touchscreen.tap(...place) : seen.page.mouse.move(...place));
  return Number(await popover(seen).getAttribute('data-at'));
}

/** What the popover says that there were of these. */
const eventsOf = (seen: Seen, name: string) => popover(seen).getByRole('row', { name }).getByRole('cell').last();

async function pointElsewhere(seen: Seen): Promise<void> {
  if (seen.isPhone) await seen.press(seen.page.getByRole('heading', { level: 1 }));
  else await seen.page.mouse.move(2, 2);
  await expect(popover(seen)).toBeHidden();
}

const zoomChip = (seen: Seen) => {
  // What the button says in either language before or after the span, whichever is longer.
  const texts = seen.t('live.chart.zoomEnd', { span: '|' }).split('|');
  return chart(seen).getByRole('button', { name: texts.toSorted((a, b) => b.length - a.length)[0] });
};

/** A span drawn over the chart, by mouse or finger, is zoomed into and left again. */
export async function zoomByDrawing(seen: Seen): Promise<void> {
  const { page, isPhone } = seen;
  const [from, to] = [await at(seen, 0.6), await at(seen, 0.8)];
  if (isPhone) await drawWithFinger(page, from, to);
  else {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 4 });
    await page.mouse.up();
  }
  await expect(zoomChip(seen)).toHaveText(/^\d\d:\d\d(:\d\d)?–\d\d:\d\d(:\d\d)?$/);
  await expect(popover(seen)).toBeHidden();
  await seeSeconds(seen);
  // Not a tap: so soon after a drawn line Chromium takes it for the end of a fling.
  if (isPhone) await zoomChip(seen).click();
  else await page.mouse.dblclick(...(await at(seen, 0.5)));
  await expect(zoomChip(seen)).toBeHidden();
  await expect(probe(seen)).toHaveAttribute('aria-valuemax', ALL_BUCKETS);
}

/** What is shown of a zoom are its seconds, each as the API counts it. */
async function seeSeconds(seen: Seen): Promise<void> {
  const { page, t } = seen;
  const [from = '', to = ''] = ((await zoomChip(seen).textContent()) ?? '')
    .split('–')
    .map((time) => `1970-01-01T${time}`);
  const length = ((Date.parse(to) - Date.parse(from)) / 1_000 + DAY_SECONDS) % DAY_SECONDS;
  await expect(probe(seen)).toHaveAttribute('aria-valuemax', String(length - 1));
  for (const share of [0.25, 0.5, 0.75]) {
    const second = await pointAt(seen, share);
    const [real, all] = await Promise.all([countsOf(page, second, 1, 'real'), countsOf(page, second, 1, 'all')]);
    await expect(eventsOf(seen, t('live.categories.browse'))).toHaveText(String(real.get('browse') ?? 0));
    await expect(eventsOf(seen, t('live.categories.total'))).toHaveText(String(all.get('total')));
  }
  await pointElsewhere(seen);
}

/** A finger that goes back to where it began, or that scrolls the page, zooms into nothing and marks no moment. */
export async function drawNothing(seen: Seen): Promise<void> {
  const { page } = seen;
  const [x, y] = await at(seen, 0.6);
  await drawWithFinger(page, [x, y], [x + 60, y], [x, y]);
  await expect(popover(seen)).toBeHidden();
  const before = await page.evaluate(() => window.scrollY);
  await drawWithFinger(page, [x, y], [x + 5, y - 150]);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before);
  await expect(popover(seen)).toBeHidden();
  await expect(probe(seen)).toHaveAttribute('aria-valuemax', ALL_BUCKETS);
}

export async function zoomByKeyboard(seen: Seen): Promise<void> {
  const { page } = seen;
  await probe(seen).focus();
  for (let n = 0; n < 20; n += 1) await page.keyboard.press('ArrowLeft');
  await expect(popover(seen)).toBeVisible();
  await expect(probe(seen)).toHaveAttribute('aria-valuetext', /8$/);
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(probe(seen)).toHaveAttribute('aria-valuemax', String(6 * BUCKET_SECONDS - 1));
  await page.keyboard.press('Escape');
  await expect(probe(seen)).toHaveAttribute('aria-valuemax', ALL_BUCKETS);
}
