import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Rule } from '#contracts/rule';
import { LOOKS, lookName, openLook, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeEach(async () => {
  stack = await startStack({ relay: 1, web: 1 });
});
test.afterEach(() => stack.stop());

const limit = ({ page, t }: Seen) => page.getByRole('textbox', { name: t('rules.form.limit'), exact: true });
const name = ({ page, t }: Seen) => page.getByRole('textbox', { name: t('rules.fields.name'), exact: true });
const choice = ({ page, t }: Seen, of: 'kind' | 'what' | 'whole' | 'direction' | 'window' | 'held' | 'severity') =>
  page.getByRole('combobox', { name: t(`rules.form.${of}`), exact: true });
const saveButton = ({ page, t }: Seen) => page.getByRole('button', { name: t('rules.save'), exact: true });
const row = ({ page }: Seen, of: string) => page.locator('[data-rule]').filter({ hasText: of });

async function openRule(seen: Seen, of: string): Promise<void> {
  await seen.press(seen.page.getByRole('button', { name: seen.t('rules.open', { name: of }) }));
  await expect(limit(seen)).toBeVisible();
}

const robots = (count: number) => Array.from({ length: count }, () => trackEvent('Product Viewed', 'robot-1'));

for (const look of LOOKS) {
  test(`a rule is edited, and the next alert goes by it: ${lookName(look)}`, async ({ browser }) => {
    const seen = await openLook(browser, `${stack.url}/rules`, look);
    const { page, t, press } = seen;
    await openRule(seen, t('alerts.rules.user-burst'));

    await test.step('what is wrong is said as it is typed, and not sent', async () => {
      await limit(seen).fill('0');
      // Beside the button that it keeps from being pressed, wherever the field is.
      await expect(page.locator('.rulefoot')).toContainText(t('rules.wrong', { count: 1 }));
      await expect(page.getByText(t('rules.faults.limit', { min: '1', max: '1,000,000', unit: '' }))).toBeVisible();
      await expect(saveButton(seen)).toBeDisabled();
    });

    const sentence = t('rules.sentence.perUser', { limit: '20' });
    await test.step('the sentence says what it would be, and the list what it is', async () => {
      await limit(seen).fill('20');
      await expect(page.locator('.sentence')).toHaveText(sentence);
      await name(seen).fill('Robots');
      await page.getByRole('textbox', { name: t('rules.fields.note') }).fill('Ask the crawler team');
      await page.getByRole('textbox', { name: t('rules.fields.runbookUrl') }).fill('https://wiki.test/robots');
      await press(saveButton(seen));
      await expect(row(seen, 'Robots')).toContainText(sentence);
    });

    await test.step('an alert of it has its name, note and runbook', async () => {
      await produce(stack, robots(30));
      await expect(row(seen, 'Robots')).toContainText(t('alerts.counts.firing', { count: 1 }));
      await page.goto(`${stack.url}/alerts`);
      await press(page.getByRole('button', { name: t('alerts.open', { name: 'Robots' }) }));
      await expect(page.getByText('Ask the crawler team')).toBeVisible();
      const runbook = page.getByRole('link', { name: t('rules.fields.runbook') });
      await expect(runbook).toHaveAttribute('href', 'https://wiki.test/robots');
    });

    expect(seen.watch.faults).toEqual([]);
    await seen.close();
  });

  test(`a rule is written, tried on what was counted, and fires: ${lookName(look)}`, async ({ browser }) => {
    await produce(stack, [...robots(40), trackEvent('Payment Failed', 'shopper')]);
    const seen = await openLook(browser, `${stack.url}/rules/new`, look);
    const { page, t, press } = seen;
    const backtest = page.locator('.backtest');

    await test.step('tried while it is written: it would have fired once there were more than 20 views', async () => {
      await expect(backtest).toHaveAttribute('data-fired', /./);
      await choice(seen, 'kind').selectOption('value');
      await page.getByRole('combobox', { name: t('rules.form.names') }).fill('Product Viewed');
      await choice(seen, 'window').selectOption('60');
      await choice(seen, 'held').selectOption('0');
      await limit(seen).fill('1000');
      await expect(backtest).toHaveAttribute('data-fired', '0');
      await limit(seen).fill('20');
      await expect(backtest).toHaveAttribute('data-fired', '1');
      await expect(backtest.getByRole('img')).toHaveAttribute('aria-label', /./);
    });

    await test.step('its limit is moved in the chart, by keyboard and by hand', async () => {
      const handle = backtest.getByRole('slider');
      await handle.press('ArrowUp');
      await expect(limit(seen)).toHaveValue('21');
      await expect(handle).toHaveAttribute('aria-valuenow', '21');
      const box = await handle.boundingBox();
      if (!box) throw new Error('the handle is not shown');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y - 2_000);
      await page.mouse.up();
      await expect.poll(async () => Number(await limit(seen).inputValue())).toBeGreaterThan(40);
      await limit(seen).fill('20');
      await expect(backtest).toHaveAttribute('data-fired', '1');
    });

    await test.step('its numbers are a table as well', async () => {
      await press(backtest.locator('[data-table-toggle]'));
      await expect(backtest.getByRole('columnheader', { name: t('rules.backtest.columns.value') })).toBeVisible();
    });

    await test.step('saved, it is in the list and fires for what comes next', async () => {
      await name(seen).fill('Many views');
      await press(saveButton(seen));
      await expect(row(seen, 'Many views')).toBeVisible();
      await expect(row(seen, 'Many views')).toContainText(t('alerts.counts.firing', { count: 1 }));
    });

    await test.step('removed, it is gone, and its alert ends', async () => {
      await openRule(seen, 'Many views');
      await press(page.getByRole('button', { name: t('rules.remove') }));
      // The list comes when the server has removed it.
      await expect(page).toHaveURL(`${stack.url}/rules`);
      await expect(row(seen, t('alerts.rules.user-burst'))).toBeVisible();
      await expect(row(seen, 'Many views')).toHaveCount(0);
      await page.goto(`${stack.url}/alerts`);
      await expect(page.locator('.ar', { hasText: 'Many views' })).toContainText(t('alerts.state.resolved'));
    });

    expect(seen.watch.faults).toEqual([]);
    await seen.close();
  });
}

test('rules are exported, and imported: what is here already is not doubled', async ({ browser }) => {
  const [look] = LOOKS;
  if (!look) throw new Error('a look is needed');
  const seen = await openLook(browser, `${stack.url}/rules`, look);
  const { page, t } = seen;
  await expect(page.locator('[data-rule]')).not.toHaveCount(0);
  const count = await page.locator('[data-rule]').count();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: t('rules.export') }).click();
  const path = await (await downloading).path();
  const file = (rules: unknown[]) => ({
    name: 'rules.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ rules })),
  });
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByText(t('rules.imported', { added: 0, updated: 0, same: count }))).toBeVisible();
  const { rules } = JSON.parse(await readFile(path, 'utf8')) as { rules: Rule[] };
  const own = { ...rules[0], id: 'elsewhere', name: 'From elsewhere' };
  await page.locator('input[type=file]').setInputFiles(file([own]));
  await expect(row(seen, 'From elsewhere')).toBeVisible();
  await expect(page.locator('[data-rule]')).toHaveCount(count + 1);
  await page.locator('input[type=file]').setInputFiles(file([own, null]));
  await expect(page.getByRole('status').filter({ hasText: 'Rule 2 is wrong' })).toBeVisible();
  await expect(page.locator('[data-rule]')).toHaveCount(count + 1);
  // The browser tells of an answer of 400.
  expect(seen.watch.faults.filter((fault) => !fault.includes('400'))).toEqual([]);
  await seen.close();
});

test('of two who edit a rule the second is told, and loses nothing that is typed', async ({ browser }) => {
  const [one, two] = await Promise.all(
    LOOKS.slice(0, 2).map((look) => openLook(browser, `${stack.url}/rules/user-burst`, look)),
  );
  if (!one || !two) throw new Error('two looks are needed');
  await limit(one).fill('400');
  await limit(two).fill('500');
  await one.press(saveButton(one));
  await expect(row(one, one.t('rules.sentence.perUser', { limit: '400' }))).toBeVisible();
  await two.press(saveButton(two));
  await expect(two.page.getByRole('alert').filter({ hasText: two.t('rules.reload') })).toBeVisible();
  await expect(limit(two)).toHaveValue('500');
  await two.press(two.page.getByRole('button', { name: two.t('rules.reload') }));
  await expect(limit(two)).toHaveValue('400');
  const unsaved = two.page.getByRole('region', { name: two.t('rules.unsaved.title') });
  await expect(unsaved).toContainText(two.t('rules.sentence.perUser', { limit: '500' }));
  await expect(unsaved).not.toContainText(two.t('rules.form.condition'));
  await two.press(unsaved.getByRole('button', { name: two.t('rules.unsaved.take') }));
  await expect(unsaved).toHaveCount(0);
  await expect(limit(two)).toHaveValue('500');
  await two.press(saveButton(two));
  await expect(row(two, two.t('rules.sentence.perUser', { limit: '500' }))).toBeVisible();
  // The browser tells of an answer of 409.
  expect(two.watch.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
  expect(one.watch.faults).toEqual([]);
  await one.close();
  await two.close();
});
