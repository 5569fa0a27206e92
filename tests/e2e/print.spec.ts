import { expect, type Page, test } from '@playwright/test';
import { readPipeline } from '#tests/helpers/http';
import { closeLooks, LOOKS, lookName, openLook } from '#tests/helpers/looks';
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

for (const look of LOOKS) {
  test(`${lookName(look)}: the live page prints light, on one sheet, with the time of its data`, async ({
    browser,
  }) => {
    const seen = await openLook(browser, stack.url, look);
    const { page, t } = seen;
    await expect(page.getByRole('region', { name: t('live.chart.title') })).toBeVisible();
    expect(await sheets(page)).toBe(1);

    // The paper's width as well: what is shown there hangs on both.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1062, height: 733 });
    const stamp = page.getByText(t('shell.product')).and(page.locator('.printed b')).locator('..');
    await expect(stamp).toBeVisible();
    await expect(stamp).toContainText(t('shell.nav.live'));
    await expect(stamp).toContainText(/\d\d:\d\d:\d\d/);
    const books = t('live.trust.numbers', { lost: '0', doubled: '0' });
    await expect(page.getByTestId('trust')).toContainText(books);
    await expect(page.getByText(books)).toBeVisible();
    await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('banner')).toBeHidden();
    await closeLooks([seen]);
  });
}
