import { expect, type Page, test } from '@playwright/test';
import type { OutgoingRecord } from '#infra/kafka';
import { watchConsole } from '#tests/helpers/page-faults';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeEach(async () => {
  stack = await startStack({ relay: 1, web: 1 });
});
test.afterEach(() => stack.stop());

function event(name: string, userId: string, rest: Record<string, unknown> = {}): OutgoingRecord {
  const timestamp = new Date().toISOString();
  return { key: userId, value: JSON.stringify({ type: 'track', event: name, userId, timestamp, ...rest }) };
}

const ORDER = event('Order Completed', 'minji', {
  properties: { order_id: 'o-1', revenue: 79_000, products: [{ name: '한지 조명' }] },
});
const list = (page: Page) => page.getByRole('region', { name: 'Newest events' });
const rows = (page: Page) => list(page).getByRole('listitem');
const sheet = (page: Page) => page.getByRole('complementary');

async function filterBy(page: Page, typed: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Filter by event name' });
  await field.fill(typed);
  await field.press('Enter');
}

test('the tail shows what is asked for, and one event tells where it was', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { faults } = watchConsole(page);
  await page.goto(`${stack.url}/events`);

  await test.step('before the first event it says what will be here', async () => {
    await expect(page.getByText('No event yet. They appear here')).toBeVisible();
  });

  await test.step('more than can be read is left out, and said so', async () => {
    await produce(stack, eventsOfNow(3_000, 'many'));
    await expect(page.getByText(/^[\d,]+ more not shown$/)).toBeVisible();
    // Only what can be seen is in the page.
    expect(await rows(page).count()).toBeLessThan(80);
  });

  await test.step('a name as filter finds what came before', async () => {
    await produce(stack, [
      { ...ORDER, partition: 2 },
      event('Order Completed', 'sim-1', { context: { simulated: true } }),
    ]);
    await filterBy(page, 'Order Completed');
    await expect(page).toHaveURL(/\?name=Order\+Completed$/);
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole('button', { name: 'Real', exact: true }).click();
    await expect(rows(page)).toHaveCount(1);
  });

  await test.step('the event opens with its way and its JSON', async () => {
    await rows(page).getByRole('button', { name: 'Order Completed' }).click();
    await expect(sheet(page)).toContainText(`${stack.env.KAFKA_TOPIC}, partition 2, offset`);
    const times = sheet(page).getByText(/^\d\d:\d\d:\d\d\.\d{3}$/);
    await expect(times).toHaveCount(4);
    const [produced, recorded, relayed, counted] = await times.allTextContents();
    expect([produced, recorded, relayed, counted]).toEqual([produced, recorded, relayed, counted].toSorted());
    await sheet(page).getByRole('button', { name: 'Copy' }).click();
    await expect(sheet(page).getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toEqual(JSON.parse(String(ORDER.value)));
  });

  await test.step('a property of it becomes a filter, and stays in the address', async () => {
    await sheet(page).getByRole('button', { name: 'Filter by revenue = 79000' }).click();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Remove filter revenue = 79000' })).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await filterBy(page, 'user=nobody');
    await expect(page.getByText('No event has matched so far')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await expect(page).toHaveURL(/\/events$/);
  });

  await test.step("one user's events, as they come", async () => {
    await filterBy(page, 'user=minji');
    await expect(rows(page)).toHaveCount(1);
    await produce(stack, [...eventsOfNow(200, 'others'), event('Product Added', 'minji')]);
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText('Product Added');
  });

  expect(faults).toEqual([]);
});

test('the tail holds still while it is looked at, and comes back with the server', async ({ page }) => {
  const watch = watchConsole(page);
  await page.goto(`${stack.url}/events?user=jun`);
  await produce(stack, [event('Cart Viewed', 'jun')]);
  await expect(rows(page)).toHaveCount(1);

  await test.step('pointing at it holds it', async () => {
    await rows(page).first().hover();
    await produce(stack, [event('Product Added', 'jun')]);
    await expect(page.getByText('Held, 1 waiting')).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole('heading', { name: 'Events' }).hover();
    await expect(rows(page)).toHaveCount(2);
  });

  await test.step('so does the pause', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await produce(stack, [event('Checkout Started', 'jun')]);
    await expect(page.getByText('Held, 1 waiting')).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(rows(page).first()).toContainText('Checkout Started');
  });

  await test.step('a restart of the server keeps the rows and goes on', async () => {
    watch.serverIsDown = true;
    await stack.hold('web');
    await stack.restart('web');
    await stack.untilHealthy();
    await produce(stack, [event('Order Completed', 'jun')]);
    await expect(rows(page)).toHaveCount(4);
    await expect(rows(page).first()).toContainText('Order Completed');
    watch.serverIsDown = false;
  });

  await test.step('in Korean, without a reload', async () => {
    await page.getByRole('button', { name: '한국어' }).click();
    await expect(page.getByText('이벤트 4개')).toBeVisible();
    await expect(page.getByRole('button', { name: 'user = jun 필터 제거' })).toBeVisible();
  });

  expect(watch.faults).toEqual([]);
});
