import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { closeLooks, openLooks, type Seen } from '#tests/helpers/looks';
import { type Stack, startStack } from '#tests/helpers/services';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, collector: 1 });
});
test.afterAll(() => stack.stop());

const received = ({ page }: Seen) => page.getByTestId('event-received');
const chart = ({ page, t }: Seen) => page.getByRole('region', { name: t('live.chart.title') });

async function seeReceived(seen: Seen): Promise<void> {
  const { page, t } = seen;
  await expect(received(seen)).toContainText(t('shell.first.received'));
  await expect(received(seen)).toContainText(/Product Viewed \d\d:\d\d:\d\d/);
  await expect(page.getByRole('listitem').filter({ hasText: t('shell.first.received') })).toBeVisible();
}

/** By itself where nobody looks. */
async function seeItLeave(seen: Seen): Promise<void> {
  await expect(received(seen)).toContainText(seen.t('shell.first.leaves'));
  await expect(chart(seen)).toBeVisible({ timeout: 15_000 });
}

/** By the button where somebody looks: there it has stayed when those where nobody did are gone. */
async function leaveByButton(seen: Seen): Promise<void> {
  await expect(received(seen)).toContainText(seen.t('shell.first.held'));
  await seen.press(received(seen).getByRole('button', { name: seen.t('shell.first.toCharts') }));
  await expect(chart(seen)).toBeVisible();
}

/** What the page shows to copy: the library's sample as it stands, and what curl would send. Both go with the first event. */
async function runSamples({ page, press, t }: Seen): Promise<void> {
  const sample = page.locator('pre.code');
  await expect(sample).toContainText('curl ');
  const curl = (await sample.textContent()) ?? '';
  await press(page.getByRole('tab', { name: t('shell.first.sdk') }));
  await expect(sample).toContainText('closeAndFlush');
  // Here its import finds our development dependency.
  const file = path.resolve('test-results', 'sample.mjs');
  writeFileSync(file, (await sample.textContent()) ?? '');

  const [, url, key, body] = /^curl (\S+) -u (\w+): .* -d '(.*)'$/s.exec(curl) ?? [];
  const authorization = `Basic ${btoa(`${key}:`)}`;
  const headers = { authorization, 'content-type': 'application/json' };
  expect((await fetch(url ?? '', { method: 'POST', headers, body })).status).toBe(200);
  execFileSync(process.execPath, [file]);
}

test('the guide says that the first event came, and stays while somebody looks at it', async ({ browser }) => {
  const pages = await openLooks(browser, stack.url);
  // In both languages and themes each; a finger that isn't on the page looks at nothing, so that a phone's leaves.
  const looking = pages.filter(({ look }) => look.width >= 1440);
  const away = pages.filter(({ look }) => look.width < 1440);
  for (const { page, t } of pages) {
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
    await expect(page.getByRole('heading', { name: t('shell.first.title') })).toBeVisible();
  }
  for (const { page, t } of looking) await page.getByRole('heading', { name: t('shell.first.title') }).hover();
  await runSamples(looking[0] as Seen);
  await Promise.all(pages.map(seeReceived));
  await Promise.all(away.map(seeItLeave));
  await Promise.all(looking.map(leaveByButton));
  await closeLooks(pages);
});
