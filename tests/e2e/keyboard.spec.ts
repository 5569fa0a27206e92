import { expect, type Page, test } from '@playwright/test';
import { readPipeline } from '#tests/helpers/http';
import { LOOKS, lookName, openLook, type Seen } from '#tests/helpers/looks';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

const ROWS = 3;

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  // Counted before a page opens: none begins with the guide to the first event.
  await produce(stack, eventsOfNow(ROWS, 'keyboard'));
  await expect.poll(async () => (await readPipeline(stack)).books.counted).toBe(ROWS);
});
test.afterAll(() => stack.stop());

const isLive = (page: Page) => expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const palette = ({ page, t }: Seen) => page.getByRole('dialog', { name: t('commands.palette') });
const help = ({ page, t }: Seen) => page.getByRole('dialog', { name: t('commands.help') });
const themeButton = ({ page, t }: Seen) =>
  page.getByRole('button', { name: new RegExp(`${t('shell.theme.dark')}|${t('shell.theme.light')}`) });

async function skipToContent({ page, t }: Seen): Promise<void> {
  await press(page, 'Tab', 'Tab');
  // On a tablet the mark alone is seen.
  await expect(page.getByRole('link', { name: t('shell.product'), exact: true })).toBeFocused();
  await press(page, 'Shift+Tab');
  await expect(page.getByRole('link', { name: t('shell.skip') })).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByRole('main')).toBeFocused();
}

async function goByPalette(seen: Seen): Promise<void> {
  const { page, t } = seen;
  await press(page, 'Control+k');
  await expect(palette(seen).getByRole('combobox')).toBeFocused();
  const outage = t('shell.simulate.scenarios.payment-outage.name');
  await expect(palette(seen).getByRole('option', { name: outage })).toBeVisible();
  await page.keyboard.type(t('shell.nav.pipeline').slice(0, 4));
  await expect(palette(seen).getByRole('option')).toHaveCount(1);
  await press(page, 'Enter');
  await expect(page).toHaveURL(/\/pipeline$/);
  await expect(page).toHaveTitle(`${t('shell.nav.pipeline')} · ${t('shell.product')}`);
  await expect(palette(seen)).toBeHidden();
}

/** G A goes to the alerts, / to their search, where letters are letters. */
async function goByLetters(seen: Seen): Promise<void> {
  const { page, t } = seen;
  await press(page, 'g', 'a');
  await expect(page).toHaveURL(/\/alerts$/);
  const search = page.getByRole('searchbox', { name: t('alerts.search') });
  await expect(search).toBeVisible();
  await press(page, '/');
  await expect(search).toBeFocused();
  await press(page, 'g', 'p', '?');
  await expect(search).toHaveValue('gp?');
  await expect(page).toHaveURL(/\/alerts$/);
  await expect(help(seen)).toBeHidden();
}

/** J and K move through rows, Enter opens one, Esc closes it. */
async function moveThroughRows({ page }: Seen): Promise<void> {
  // Past the severities, in which letters choose.
  await press(page, 'Tab', 'Tab', 'g', 'e');
  await expect(page).toHaveURL(/\/events$/);
  const rows = page.getByRole('button', { name: 'Product Viewed', exact: true });
  await expect(rows).toHaveCount(ROWS);
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
}

/** Space pauses the live page, and presses the button that has the focus. */
async function pauseBySpace(seen: Seen): Promise<void> {
  const { page, t } = seen;
  const resume = page.getByRole('button', { name: t('shell.resume'), exact: true });
  await press(page, 'g', 'l');
  await expect(page.getByRole('region', { name: t('live.chart.title') })).toBeVisible();
  await press(page, 'Space');
  await expect(resume).toBeVisible();
  await press(page, 'Space');
  await expect(resume).toBeHidden();
  await changeTheme(seen);
  await expect(resume).toBeHidden();
}

/** The button shows that it was pressed before the whole page is drawn anew. */
async function changeTheme(seen: Seen): Promise<void> {
  const { page, look, t } = seen;
  const other = look.theme === 'dark' ? 'light' : 'dark';
  await themeButton(seen).focus();
  await themeButton(seen).evaluate((button) => {
    new MutationObserver(() => {
      document.body.dataset.face ??= document.documentElement.dataset.theme ?? 'none';
    }).observe(button, { subtree: true, attributes: true });
  });
  await press(page, 'Space');
  await expect(page.locator('html')).toHaveAttribute('data-theme', other);
  await expect(page.getByRole('button', { name: t(`shell.theme.${look.theme}`), exact: true })).toBeFocused();
  await expect(page.locator('body')).toHaveAttribute('data-face', look.theme);
}

/** ? lists the keys, holds them, and gives the focus back. */
async function askForHelp(seen: Seen): Promise<void> {
  const { page, t } = seen;
  await press(page, '?');
  await expect(help(seen)).toBeVisible();
  await expect(help(seen).getByText(t('commands.pause'))).toBeVisible();
  await press(page, 'g', 'a', 'Escape');
  await expect(help(seen)).toBeHidden();
  await expect(page).toHaveURL(/\/(\?.*)?$/);
  await expect(themeButton(seen)).toBeFocused();
}

/** Single keys can be turned off for good; Ctrl K stays. */
async function turnKeysOff(seen: Seen): Promise<void> {
  const { page, t } = seen;
  await press(page, '?');
  await help(seen)
    .getByRole('switch', { name: t('commands.singleKeys.label') })
    .click();
  await press(page, 'Escape');
  await expect(help(seen)).toBeHidden();
  await page.reload();
  await isLive(page);
  await press(page, 'g', 'a', 'Control+k');
  await expect(palette(seen)).toBeVisible();
  await expect(page).toHaveURL(/\/(\?.*)?$/);
  await page.keyboard.type(t('commands.help'));
  await press(page, 'Enter');
  await expect(help(seen).getByRole('switch')).not.toBeChecked();
}

// A phone has no keyboard.
for (const look of LOOKS.filter(({ width }) => width >= 768)) {
  test(`everything is reached by keyboard: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, stack.url, look);
    await isLive(seen.page);
    await test.step('the skip link', () => skipToContent(seen));
    await test.step('the palette', () => goByPalette(seen));
    await test.step('letters', () => goByLetters(seen));
    await test.step('rows', () => moveThroughRows(seen));
    await test.step('space', () => pauseBySpace(seen));
    await test.step('help', () => askForHelp(seen));
    await test.step('keys off', () => turnKeysOff(seen));
    expect(seen.watch.faults).toEqual([]);
    await seen.close();
  });
}

const onMac = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' }));

// Whoever types Hangul may read the page in English.
for (const look of LOOKS.filter(({ width }) => width >= 1440)) {
  test(`on a Mac: ⌘K, and keys while Hangul is typed: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, stack.url, look, onMac);
    const { page, watch, t } = seen;
    await isLive(page);
    await expect(page.getByRole('button', { name: t('commands.palette') })).toContainText('⌘K');
    await press(page, 'Meta+k');
    await expect(palette(seen).getByRole('combobox')).toBeFocused();
    const outage = t('shell.simulate.scenarios.payment-outage.name');
    await page.keyboard.type(outage);
    await expect(palette(seen).getByRole('option')).toContainText([outage]);
    await press(page, 'Escape');
    await expect(palette(seen)).toBeHidden();
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
    await expect(page).toHaveTitle(`${t('shell.nav.alerts')} · ${t('shell.product')}`);
    expect(watch.faults).toEqual([]);
    await seen.close();
  });
}
