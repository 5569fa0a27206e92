import { expect, test } from '@playwright/test';
import { closeLooks, openLooks, type Seen } from '#tests/helpers/looks';
import { type Stack, startStack } from '#tests/helpers/services';
import { raiseAlert } from '../pages/world.ts';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  await raiseAlert(stack);
});
test.afterAll(() => stack.stop());

const button = ({ page, t }: Seen, text: 'acknowledge' | 'undo') =>
  page.getByRole('main').getByRole('button', { name: t(`live.verdict.${text}`), exact: true });

test('on Live the worst alert is acknowledged with one press, for all, and taken back', async ({ browser }) => {
  const pages = await openLooks(browser, stack.url);
  const [first] = pages;
  if (!first) throw new Error('there is no look');
  for (const seen of pages) await expect(button(seen, 'acknowledge')).toBeVisible();
  await first.press(button(first, 'acknowledge'));
  await expect(button(first, 'undo')).toBeVisible();
  for (const { page, t } of pages.slice(1))
    await expect(page.getByText(t('live.verdict.acknowledged', { count: 1 }))).toBeVisible();
  await first.press(button(first, 'undo'));
  for (const seen of pages) await expect(button(seen, 'acknowledge')).toBeVisible();

  // In its row too, by keyboard: the focus stays where it was.
  for (const { page, t } of pages) {
    const name = t('alerts.rules.user-burst');
    const row = page.locator('.al').filter({ hasText: name });
    await row.getByRole('button', { name: t('alerts.actions.acknowledgeOf', { name }) }).focus();
    await page.keyboard.press('Enter');
    await expect(row).toHaveAttribute('data-state', 'acknowledged');
    await expect(row.getByRole('button', { name: t('alerts.actions.undoOf', { name }) })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(row).toHaveAttribute('data-state', 'firing');
  }
  await closeLooks(pages);
});
