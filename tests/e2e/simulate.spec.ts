import { expect, type Page, test } from '@playwright/test';
import type { Simulation } from '#contracts/simulation';
import { watchConsole } from '#tests/helpers/page-faults';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, simulator: 1 });
});
test.afterAll(() => stack.stop());

const shownTotal = async (page: Page) =>
  Number(((await page.getByTestId('total-events').textContent()) ?? '').replaceAll(/[^\d]/g, ''));

async function newest(): Promise<Simulation> {
  const list = (await (await fetch(`${stack.url}/api/simulations`)).json()) as Simulation[];
  return list[0] as Simulation;
}

async function finished(): Promise<Simulation> {
  await expect.poll(async () => (await newest()).state, { timeout: 45_000 }).toBe('done');
  return newest();
}

test('the totals rise to exactly what was acknowledged, and a payment outage raises an alert', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const watch = watchConsole(page);
  await page.goto(stack.url);

  await test.step('first run says how to send an event', async () => {
    await expect(page.getByText('No events yet. Send the first one.')).toBeVisible();
  });

  const total = await test.step('a normal day is counted exactly, in two browsers', async () => {
    await page.getByRole('button', { name: 'Choose scenario' }).click();
    const menu = page.getByRole('dialog');
    await menu.getByRole('textbox', { name: 'Events per second' }).fill('500');
    await menu.getByRole('button', { name: '15s', exact: true }).click();
    await menu.getByRole('button', { name: 'Start', exact: true }).click();
    const other = await browser.newPage();
    await other.goto(stack.url);
    await expect(other.getByRole('button', { name: 'Stop' })).toBeVisible();
    const { acknowledged } = await finished();
    expect(acknowledged).toBe(7_500);
    for (const each of [page, other]) await expect.poll(() => shownTotal(each)).toBe(acknowledged);
    await expect(page.getByText('Counts match Kafka')).toBeVisible();
    await other.close();
    return acknowledged;
  });

  await test.step('a payment outage fires within its time', async () => {
    await page.getByRole('button', { name: 'Choose scenario' }).click();
    const menu = page.getByRole('dialog');
    await menu.getByRole('radio', { name: /Payment outage/ }).click();
    await menu.getByRole('button', { name: '1m', exact: true }).click();
    await menu.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByText(/limit 20%, firing for/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('alert').filter({ hasText: 'Payment failures' })).toBeAttached();
    await expect(page).toHaveTitle(/^\(1\) .*Yeoul$/);
  });

  await test.step('it is on the feed, in both languages, and survives a reload', async () => {
    await page.getByRole('link', { name: 'Alerts' }).first().click();
    const row = page.locator('[data-alert="payment-failures"]');
    await expect(row.getByText('Firing')).toBeVisible();
    await page.getByRole('button', { name: '한국어' }).click();
    await expect(row.getByText('결제 실패율')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await page.reload();
    await expect(row.getByText('발생 중')).toBeVisible();
    await row.getByRole('button').click();
    await expect(page.getByRole('complementary', { name: '결제 실패율' }).getByText('타임라인')).toBeVisible();
  });

  await test.step('web dies and comes back: stale, then live again without a reload, and still exact', async () => {
    await page.getByRole('link', { name: '실시간' }).first().click();
    const { acknowledged } = await finished();
    await expect.poll(() => shownTotal(page)).toBe(total + acknowledged);
    await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
    watch.serverIsDown = true;
    await stack.kill('web', 'SIGKILL');
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'stale', { timeout: 15_000 });
    await expect(page.getByText('확인되지 않음')).toBeVisible();
    await stack.restart('web');
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    watch.serverIsDown = false;
    await expect.poll(() => shownTotal(page)).toBe(total + acknowledged);
    await expect(page.locator('body')).toHaveAttribute('data-not-reloaded', '');
  });

  expect(watch.faults).toEqual([]);
});
