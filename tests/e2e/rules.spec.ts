import { expect, type Page, test } from '@playwright/test';
import { LOOKS, lookName, openLook, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeEach(async () => {
  stack = await startStack({ relay: 1, web: 1 });
});
test.afterEach(() => stack.stop());

const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const row = (page: Page) => page.locator('[data-rule=user-burst]');

async function openRule({ page, t }: Seen): Promise<void> {
  await page.getByRole('button', { name: t('rules.open', { name: t('alerts.rules.user-burst') }) }).click();
  await expect(page.getByRole('complementary')).toBeVisible();
}

async function save({ page, t }: Seen, limit: string): Promise<void> {
  await field(page, t('rules.fields.limit_perUser')).fill(limit);
  await page.getByRole('button', { name: t('rules.save'), exact: true }).click();
}

for (const look of LOOKS) {
  test(`a rule is edited, and the next alert goes by it: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, `${stack.url}/rules`, look);
    const { page, t } = seen;
    await openRule(seen);

    await test.step('what is wrong is said as it is typed, and not sent', async () => {
      await field(page, t('rules.fields.limit_perUser')).fill('0');
      await expect(page.getByText(t('rules.wrong'))).toBeVisible();
      await expect(page.getByRole('button', { name: t('rules.save'), exact: true })).toBeDisabled();
    });

    await test.step('the sentence says what it would be, and the list what it is', async () => {
      await field(page, t('rules.fields.limit_perUser')).fill('20');
      await expect(page.locator('.sentence')).toHaveText(t('rules.sentence.perUser', { limit: '20' }));
      await field(page, t('rules.fields.name')).fill('Robots');
      await field(page, t('rules.fields.note')).fill('Ask the crawler team');
      await field(page, t('rules.fields.runbookUrl')).fill('https://wiki.test/robots');
      await page.getByRole('button', { name: t('rules.save'), exact: true }).click();
      await expect(page.getByText(t('rules.version', { version: 2 }))).toBeVisible();
      await page.getByRole('button', { name: t('rules.close') }).click();
      await expect(row(page)).toContainText('Robots');
      await expect(row(page)).toContainText(t('rules.sentence.perUser', { limit: '20' }));
    });

    await test.step('an alert of it has its name, note and runbook', async () => {
      await produce(
        stack,
        Array.from({ length: 30 }, () => trackEvent('Product Viewed', 'robot-1')),
      );
      await expect(row(page)).toContainText(t('rules.firing', { count: 1 }));
      await page.goto(`${stack.url}/alerts`);
      await page.getByRole('button', { name: t('alerts.open', { name: 'Robots' }) }).click();
      await expect(page.getByText('Ask the crawler team')).toBeVisible();
      const runbook = page.getByRole('link', { name: t('rules.fields.runbook') });
      await expect(runbook).toHaveAttribute('href', 'https://wiki.test/robots');
    });

    expect(seen.watch.faults).toEqual([]);
    await seen.close();
  });
}

test('of two who edit a rule the second is told, and loses nothing that is typed', async ({ browser }) => {
  const [one, two] = await Promise.all(LOOKS.slice(0, 2).map((look) => openLook(browser, `${stack.url}/rules`, look)));
  if (!one || !two) throw new Error('two looks are needed');
  await openRule(one);
  await openRule(two);
  await save(one, '400');
  await expect(one.page.getByText(one.t('rules.version', { version: 2 }))).toBeVisible();
  await save(two, '500');
  await expect(two.page.getByRole('alert').filter({ hasText: two.t('rules.reload') })).toBeVisible();
  await expect(field(two.page, two.t('rules.fields.limit_perUser'))).toHaveValue('500');
  await two.page.getByRole('button', { name: two.t('rules.reload') }).click();
  await expect(field(two.page, two.t('rules.fields.limit_perUser'))).toHaveValue('400');
  await save(two, '500');
  await expect(two.page.getByText(two.t('rules.version', { version: 3 }))).toBeVisible();
  // The browser tells of an answer of 409.
  expect(two.watch.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
  expect(one.watch.faults).toEqual([]);
  await one.close();
  await two.close();
});
