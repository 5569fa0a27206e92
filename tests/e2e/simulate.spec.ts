import { expect, test } from '@playwright/test';
import type { ScenarioId, Simulation } from '#contracts/simulation';
import { get } from '#tests/helpers/http';
import { changeLanguage, closeLooks, LOOKS, openLooks, type Seen } from '#tests/helpers/looks';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, simulator: 1 });
});
test.afterAll(() => stack.stop());

const connection = ({ page }: Seen) => page.getByTestId('connection');
const row = ({ page }: Seen) => page.locator('[data-alert="payment-failures"]');
const shownTotal = async ({ page }: Seen) =>
  Number(((await page.getByTestId('total-events').textContent()) ?? '').replaceAll(/[^\d]/g, ''));
const showTotal = (pages: Seen[], total: number) =>
  Promise.all(pages.map((seen) => expect.poll(() => shownTotal(seen)).toBe(total)));

async function finished(): Promise<Simulation> {
  const newest = async () => (await get<Simulation[]>(`${stack.url}/api/simulations`))[0] as Simulation;
  await expect.poll(async () => (await newest()).state, { timeout: 45_000 }).toBe('done');
  return newest();
}

async function start({ page, press, t }: Seen, scenario: ScenarioId, length: '15' | '60', rate?: number) {
  await press(page.getByRole('button', { name: t('shell.simulate.choose') }));
  const menu = page.getByRole('dialog');
  await press(menu.getByRole('radio', { name: t(`shell.simulate.scenarios.${scenario}.name`) }));
  if (rate) await menu.getByRole('textbox', { name: t('shell.simulate.rate') }).fill(String(rate));
  await press(menu.getByRole('button', { name: t(`shell.simulate.${length}`), exact: true }));
  await press(menu.getByRole('button', { name: t('shell.simulate.start'), exact: true }));
}

const goTo = ({ page, press, t }: Seen, name: 'live' | 'alerts') =>
  press(
    page
      .getByRole('navigation', { name: t('shell.nav.label') })
      .getByRole('link', { name: t(`shell.nav.${name}`), exact: name === 'live' }),
  );

async function seeFiring({ page, t }: Seen): Promise<void> {
  const [facts = ''] = t('live.verdict.firing', { limit: '20%', duration: '|' }).split('|');
  await expect(page.getByText(facts)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('alert').filter({ hasText: t('alerts.rules.payment-failures') })).toBeAttached();
  await expect(page).toHaveTitle(new RegExp(`^\\(1\\) .*${t('shell.product')}$`));
}

/** Its texts change with the language, which a reload keeps; gives the page as it is then. */
async function seeAlert(seen: Seen): Promise<Seen> {
  const { page, press, t } = seen;
  await goTo(seen, 'alerts');
  await expect(row(seen).getByText(t('alerts.state.firing'))).toBeVisible();
  const other = await changeLanguage(seen);
  const name = other('alerts.rules.payment-failures');
  await expect(row(seen).getByText(name)).toBeVisible();
  await page.reload();
  await expect(row(seen).getByText(other('alerts.state.firing'))).toBeVisible();
  await press(row(seen).getByRole('button', { name: other('alerts.open', { name }) }));
  await expect(page.getByRole('complementary', { name }).getByText(other('alerts.timeline'))).toBeVisible();
  return { ...seen, t: other };
}

test('the totals rise to exactly what was acknowledged, and a payment outage raises an alert', async ({ browser }) => {
  test.setTimeout(180_000);
  // Two of the looks: each costs a browser for a minute and a half.
  const pages = await openLooks(browser, stack.url, undefined, [...LOOKS.slice(0, 1), ...LOOKS.slice(-1)]);
  const [desk, phone] = [pages.at(0), pages.at(-1)];
  if (!desk || !phone) throw new Error('there are no looks');

  await test.step('first run says how to send an event', async () => {
    for (const { page, t } of pages) await expect(page.getByText(t('shell.first.title'))).toBeVisible();
  });

  const total = await test.step('a normal day, started on a phone, is counted exactly in every browser', async () => {
    await start(phone, 'normal', '15', 500);
    for (const { page, t } of pages)
      await expect(page.getByRole('button', { name: t('shell.simulate.stop') })).toBeVisible();
    const { acknowledged } = await finished();
    expect(acknowledged).toBe(7_500);
    await showTotal(pages, acknowledged);
    for (const { page, t } of pages) await expect(page.getByText(t('live.trust.ok'))).toBeVisible();
    return acknowledged;
  });

  await test.step('a payment outage fires within its time', async () => {
    await start(desk, 'payment-outage', '60');
    await Promise.all(pages.map(seeFiring));
  });

  const changed = await test.step('it is on the feed, in both languages, and survives a reload', () =>
    Promise.all(pages.map(seeAlert)));

  await test.step('web dies and comes back: stale, then live again without a reload, and still exact', async () => {
    for (const seen of changed) await goTo(seen, 'live');
    const { acknowledged } = await finished();
    await showTotal(changed, total + acknowledged);
    for (const { page, watch } of changed) {
      await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
      watch.serverIsDown = true;
    }
    await stack.kill('web', 'SIGKILL');
    for (const seen of changed) {
      await expect(connection(seen)).toHaveAttribute('data-state', 'stale', { timeout: 15_000 });
      await expect(seen.page.getByText(seen.t('live.trust.unknown'))).toBeVisible();
    }
    await stack.restart('web');
    for (const seen of changed)
      await expect(connection(seen)).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    for (const { watch } of changed) watch.serverIsDown = false;
    await showTotal(changed, total + acknowledged);
    for (const { page } of changed) await expect(page.locator('body')).toHaveAttribute('data-not-reloaded', '');
  });

  await closeLooks(changed);
});
