import { expect, type Page, test } from '@playwright/test';
import { closeLooks, LOOKS, openLook, openLooks, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';
import { raiseAlert } from '../pages/world.ts';

const NOTE = 'A crawler of ours, stopped at 15:00';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  await raiseAlert(stack);
});
test.afterAll(() => stack.stop());

const sheet = (page: Page) => page.getByRole('complementary');
const row = (page: Page) => page.locator('.ar[data-alert=user-burst]');

/** Opens the alert where it is not open yet, as a person would. */
async function openAlert({ page, t }: Seen): Promise<void> {
  const name = t('alerts.open', { name: t('alerts.rules.user-burst') });
  await page.getByRole('button', { name }).click();
  await expect(sheet(page)).toBeVisible();
}

test('what one does about an alert, all see: mine, a comment, not mine', async ({ browser }) => {
  const pages = await Promise.all(LOOKS.map((look) => openLook(browser, `${stack.url}/alerts`, look)));
  const [first] = pages;
  if (!first) throw new Error('there is no look');
  const { page, t } = first;
  for (const seen of pages) await expect(row(seen.page)).toHaveAttribute('data-state', 'firing');

  await test.step('from its row one comes to where it is silenced', async () => {
    const name = t('alerts.rules.user-burst');
    await page.getByRole('button', { name: t('alerts.actions.silenceOf', { name }) }).click();
    await expect(sheet(page).locator('[data-silence] button').first()).toBeFocused();
  });

  await test.step('acknowledge with a note, by keyboard', async () => {
    await page.keyboard.press('a');
    await expect(page.getByRole('textbox', { name: t('alerts.actions.note') })).toBeFocused();
    await page.keyboard.type(NOTE);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Minji');
    await page.keyboard.press('Enter');
    for (const seen of pages) {
      await expect(row(seen.page)).toHaveAttribute('data-state', 'acknowledged');
      const by = seen.t('alerts.acknowledged.by', { name: 'Minji' });
      await expect(row(seen.page)).toContainText(`${by}: “${NOTE}”`);
      await expect(seen.page).toHaveTitle(`${seen.t('shell.nav.alerts')} · ${seen.t('shell.product')}`);
    }
  });

  await test.step('it is found by what was said', async () => {
    const search = page.getByRole('searchbox', { name: t('alerts.search') });
    await search.fill('stopped at 15');
    await expect(row(page)).toBeVisible();
    await search.fill('nobody said this');
    await expect(row(page)).toHaveCount(0);
    await search.fill('');
  });

  await test.step('comment; the name is still known', async () => {
    await page.getByRole('textbox', { name: t('alerts.actions.note') }).fill('Rate is back');
    await page.getByRole('button', { name: t('alerts.actions.comment') }).click();
    for (const seen of pages.slice(1)) {
      await openAlert(seen);
      await expect(sheet(seen.page).locator('.tl li').last()).toContainText('Minji');
      await expect(sheet(seen.page).locator('.tl li').last()).toContainText('Rate is back');
    }
    await expect(page.getByRole('textbox', { name: t('alerts.actions.note') })).toHaveValue('');
  });

  await test.step('another takes it back', async () => {
    const other = pages.at(-1) ?? first;
    await sheet(other.page)
      .getByRole('button', { name: other.t('alerts.actions.unacknowledge') })
      .click();
    await expect(row(page)).toHaveAttribute('data-state', 'firing');
    await expect(sheet(page).locator('.tl li')).toHaveCount(5);
  });

  for (const { watch, close } of pages) {
    expect(watch.faults).toEqual([]);
    await close();
  }
});

test('an alert that begins is seen on every page: as a toast, in the title and in the icon', async ({ browser }) => {
  const pages = await openLooks(browser, `${stack.url}/events`);
  for (const { page } of pages) await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
  await produce(
    stack,
    Array.from({ length: 301 }, () => trackEvent('Product Clicked', 'toasted')),
  );
  for (const seen of pages) {
    const { page, press, t } = seen;
    const toast = page.locator('[data-toast=user-burst]').filter({ hasText: 'toasted' });
    await expect(toast).toContainText(t('alerts.rules.user-burst'));
    await expect(page).toHaveTitle(/^\(\d+\) /);
    await expect(page.locator('link[rel=icon]').first()).toHaveAttribute('href', /^data:image\/svg/);
    await press(toast.getByRole('button', { name: t('shell.toasts.close') }));
    await expect(toast).toHaveCount(0);
  }
  await closeLooks(pages);
});
