import { expect, test } from '@playwright/test';
import { LOOKS, lookName, openLook, type Seen } from '#tests/helpers/looks';
import { eventsOfNow, produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeEach(async () => {
  stack = await startStack({ relay: 1, web: 1 });
});
test.afterEach(() => stack.stop());

const ORDER = trackEvent('Order Completed', 'minji', {
  properties: { order_id: 'o-1', revenue: 79_000, products: [{ name: '한지 조명' }] },
});
const list = ({ page, t }: Seen) => page.getByRole('region', { name: t('events.list') });
const rows = (seen: Seen) => list(seen).getByRole('listitem');
const sheet = ({ page }: Seen) => page.getByRole('complementary');

async function filterBy({ page, t }: Seen, typed: string): Promise<void> {
  const field = page.getByRole('combobox', { name: t('events.add') });
  await field.fill(typed);
  await field.press('Enter');
}

/** More than can be read is left out, and said so. */
async function seeCap(seen: Seen): Promise<void> {
  await produce(stack, eventsOfNow(3_000, 'many'));
  await expect(seen.page.getByTitle(seen.t('events.omittedHelp'))).toHaveText(/^\D*[\d,]+\D*$/);
  // Only what can be seen is in the page.
  expect(await rows(seen).count()).toBeLessThan(80);
}

/** A name as filter finds what came before. */
async function filterByName(seen: Seen): Promise<void> {
  const { page, press, t } = seen;
  await produce(stack, [
    { ...ORDER, partition: 2 },
    trackEvent('Order Completed', 'sim-1', { context: { simulated: true } }),
  ]);
  await filterBy(seen, 'Order Completed');
  await expect(page).toHaveURL(/\?name=Order\+Completed$/);
  await expect(rows(seen)).toHaveCount(2);
  await press(page.getByRole('button', { name: t('events.trafficOf.real'), exact: true }));
  await expect(rows(seen)).toHaveCount(1);
}

/** The event opens with its way and its JSON, and a property of it becomes a filter. */
async function openEvent(seen: Seen): Promise<void> {
  const { page, press, t } = seen;
  await press(rows(seen).getByRole('button', { name: 'Order Completed' }));
  const place = t('events.way.place', { topic: stack.env.KAFKA_TOPIC, partition: 2, offset: '|' }).split('|')[0];
  await expect(sheet(seen)).toContainText(place ?? '');
  const times = sheet(seen).getByText(/^\d\d:\d\d:\d\d\.\d{3}$/);
  await expect(times).toHaveCount(4);
  const inOrder = await times.allTextContents();
  expect(inOrder).toEqual(inOrder.toSorted());
  await press(sheet(seen).getByRole('button', { name: t('events.copy') }));
  await expect(sheet(seen).getByRole('button', { name: t('events.copied') })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toEqual(JSON.parse(String(ORDER.value)));
  await press(sheet(seen).getByRole('button', { name: t('events.filterBy', { path: 'revenue', value: '79000' }) }));
}

/** The filter stays in the address; what matches nothing says so. */
async function keepAndClear(seen: Seen): Promise<void> {
  const { page, press, t } = seen;
  await page.reload();
  await expect(page.getByRole('button', { name: t('events.remove', { label: 'revenue = 79000' }) })).toBeVisible();
  await expect(rows(seen)).toHaveCount(1);
  await filterBy(seen, 'user=nobody');
  await expect(page.getByText(t('events.noMatch'))).toBeVisible();
  await press(page.getByRole('button', { name: t('events.clear') }).first());
  await expect(page).toHaveURL(/\/events$/);
}

/** One user's events, as they come. */
async function followUser(seen: Seen): Promise<void> {
  await filterBy(seen, 'user=minji');
  await expect(rows(seen)).toHaveCount(1);
  await produce(stack, [...eventsOfNow(200, 'others'), trackEvent('Product Added', 'minji')]);
  await expect(rows(seen)).toHaveCount(2);
  await expect(rows(seen).first()).toContainText('Product Added');
}

for (const look of LOOKS) {
  test(`the tail shows what is asked for, and one event tells where it was: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, `${stack.url}/events`, look);
    await expect(seen.page.getByText(seen.t('events.empty'))).toBeVisible();
    await test.step('the cap', () => seeCap(seen));
    await test.step('a filter by name', () => filterByName(seen));
    await test.step('one event', () => openEvent(seen));
    await test.step('a reload', () => keepAndClear(seen));
    await test.step('one user', () => followUser(seen));
    expect(seen.watch.faults).toEqual([]);
    await seen.close();
  });
}
