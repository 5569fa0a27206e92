import { expect, type Page, test } from '@playwright/test';
import { watchConsole } from '#tests/helpers/page-faults';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

// The first test takes the guide away, and what comes after needs its events.
test.describe.configure({ mode: 'serial' });

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
});
test.afterAll(() => stack.stop());

const isLive = (page: Page) => expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('the guide says that the first event came, and stays while somebody looks at it', async ({ page, browser }) => {
  const { faults } = watchConsole(page);
  const korean = await browser.newPage({ locale: 'ko-KR' });
  for (const each of [page, korean]) {
    await each.goto(stack.url);
    await isLive(each);
  }
  await expect(page.getByRole('heading', { name: 'No events yet. Send the first one.' })).toBeVisible();
  await page.getByRole('heading', { name: 'No events yet' }).hover();
  await korean.mouse.move(5, 5);
  await produce(stack, eventsOfNow(3, 'first'));
  const received = page.getByTestId('event-received');
  await expect(received).toContainText('First event received');
  await expect(received).toContainText(/Product Viewed \d\d:\d\d:\d\d/);
  await expect(received).toContainText('Stays here while you look at it.');
  await expect(page.getByRole('listitem').filter({ hasText: 'First event received' })).toBeVisible();
  await expect(korean.getByTestId('event-received')).toContainText('몇 초 뒤 대시보드가 저절로 열립니다.');
  // By itself where nobody looks, and by the button where somebody does.
  await expect(korean.getByRole('region', { name: '초당 이벤트' })).toBeVisible({ timeout: 15_000 });
  await received.getByRole('button', { name: 'Go to the dashboard' }).click();
  await expect(page.getByRole('region', { name: 'Events per second' })).toBeVisible();
  await korean.close();
  expect(faults).toEqual([]);
});

test('everything is reached by keyboard', async ({ page }) => {
  const { faults } = watchConsole(page);
  await page.goto(stack.url);
  await isLive(page);
  const palette = page.getByRole('dialog', { name: 'Search commands' });
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  await test.step('the skip link comes first', async () => {
    await press(page, 'Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await press(page, 'Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('the palette filters, and goes to a page', async () => {
    await press(page, 'Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await expect(palette.getByRole('option', { name: 'Payment outage' })).toBeVisible();
    await page.keyboard.type('pipe');
    await expect(palette.getByRole('option')).toHaveCount(1);
    await press(page, 'Enter');
    await expect(page).toHaveURL(/\/pipeline$/);
    await expect(page).toHaveTitle('Pipeline · Yeoul');
    await expect(palette).toBeHidden();
  });

  await test.step('G A goes to the alerts, / to their search, where letters are letters', async () => {
    await press(page, 'g', 'a');
    await expect(page).toHaveURL(/\/alerts$/);
    const search = page.getByRole('searchbox', { name: 'Search alerts' });
    await expect(search).toBeVisible();
    await press(page, '/');
    await expect(search).toBeFocused();
    await press(page, 'g', 'p', '?');
    await expect(search).toHaveValue('gp?');
    await expect(page).toHaveURL(/\/alerts$/);
    await expect(sheet).toBeHidden();
  });

  await test.step('J and K move through rows, Enter opens one, Esc closes it', async () => {
    await press(page, 'Tab', 'g', 'e');
    await expect(page).toHaveURL(/\/events$/);
    const rows = page.getByRole('button', { name: 'Product Viewed', exact: true });
    await expect(rows).toHaveCount(3);
    await press(page, 'j');
    await expect(rows.nth(0)).toBeFocused();
    await press(page, 'j', 'j', 'k');
    await expect(rows.nth(1)).toBeFocused();
    await press(page, 'Enter');
    const opened = page.getByRole('complementary', { name: 'Product Viewed' });
    await expect(opened).toBeFocused();
    await press(page, 'Escape');
    await expect(opened).toBeHidden();
    await expect(rows.nth(1)).toBeFocused();
  });

  await test.step('Space pauses the live page, and presses the button that has the focus', async () => {
    await press(page, 'g', 'l');
    await expect(page.getByRole('region', { name: 'Events per second' })).toBeVisible();
    await press(page, 'Space');
    await expect(page.getByTestId('connection')).toContainText('Paused at');
    await press(page, 'Space');
    await expect(page.getByTestId('connection')).not.toContainText('Paused at');
    const dark = await page.evaluate(() => document.documentElement.dataset.theme === 'dark');
    await page.getByRole('button', { name: /theme/ }).focus();
    await press(page, 'Space');
    await expect(page.locator('html')).toHaveAttribute('data-theme', dark ? 'light' : 'dark');
    await expect(page.getByTestId('connection')).not.toContainText('Paused at');
  });

  await test.step('? lists them, holds the keys, and gives the focus back', async () => {
    await press(page, '?');
    await expect(sheet).toBeVisible();
    await expect(sheet.getByText('Pause or resume')).toBeVisible();
    await press(page, 'g', 'a', 'Escape');
    await expect(sheet).toBeHidden();
    await expect(page).toHaveURL(/\/(\?.*)?$/);
    await expect(page.getByRole('button', { name: /theme/ })).toBeFocused();
  });

  await test.step('single keys can be turned off for good; Ctrl K stays', async () => {
    await press(page, '?');
    await sheet.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await press(page, 'Escape');
    await expect(sheet).toBeHidden();
    await page.reload();
    await isLive(page);
    await press(page, 'g', 'a', 'Control+k');
    await expect(palette).toBeVisible();
    await expect(page).toHaveURL(/\/(\?.*)?$/);
    await page.keyboard.type('keyboard');
    await press(page, 'Enter');
    await expect(sheet.getByRole('switch')).not.toBeChecked();
  });

  expect(faults).toEqual([]);
});

test('on a Korean Mac: ⌘K, and keys while Hangul is typed', async ({ browser }) => {
  const page = await browser.newPage({ locale: 'ko-KR' });
  const { faults } = watchConsole(page);
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' }));
  await page.goto(stack.url);
  await isLive(page);
  await expect(page.getByRole('button', { name: '명령 검색' })).toContainText('⌘K');
  await press(page, 'Meta+k');
  const palette = page.getByRole('dialog', { name: '명령 검색' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('결제');
  await expect(palette.getByRole('option', { name: '결제 장애' })).toBeVisible();
  await expect(palette.getByRole('option')).toHaveCount(1);
  await press(page, 'Escape');
  await expect(palette).toBeHidden();
  // A Korean keyboard gives jamo for letters: ㅎ for G, ㅁ for A.
  for (const [key, code] of [
    ['ㅎ', 'KeyG'],
    ['ㅁ', 'KeyA'],
  ]) {
    await page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent('keydown', init)), {
      key,
      code,
      bubbles: true,
    });
  }
  await expect(page).toHaveURL(/\/alerts$/);
  await expect(page).toHaveTitle('알림 · 여울');
  await page.close();
  expect(faults).toEqual([]);
});
