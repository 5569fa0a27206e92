import { expect, type Page, test } from '@playwright/test';
import { readPipeline } from '#tests/helpers/http';
import { watchConsole } from '#tests/helpers/page-faults';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  // Counted before a page opens: none begins with the guide to the first event.
  await produce(stack, eventsOfNow(50, 'print'));
  await expect.poll(async () => (await readPipeline(stack)).books.counted).toBe(50);
});
test.afterAll(() => stack.stop());

/** How many sheets the page takes, as Chromium really prints it; a PDF has one `/Type /Page` for each. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
}

for (const [device, viewport] of [
  ['a wide window', { width: 1440, height: 1000 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test(`the live page in the dark theme of ${device} prints light, on one sheet, with the time of its data`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport });
    await context.addInitScript(() => localStorage.setItem('theme', 'dark'));
    const page = await context.newPage();
    const { faults } = watchConsole(page);
    await page.goto(stack.url);
    await expect(page.getByRole('region', { name: 'Events per second' })).toBeVisible();
    expect(await sheets(page)).toBe(1);

    // The paper's width as well: what is shown there hangs on both.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1062, height: 733 });
    await expect(page.getByText(/^Yeoul · Live · .* Data as of .*\d\d:\d\d:\d\d/)).toBeVisible();
    await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
    await expect(page.getByTestId('trust')).toContainText('0 lost, 0 duplicated');
    await expect(page.getByText('0 lost, 0 duplicated')).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('banner')).toBeHidden();
    expect(faults).toEqual([]);
    await context.close();
  });
}
