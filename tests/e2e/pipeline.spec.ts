import { expect, test } from '@playwright/test';
import { postSimulation, readPipeline } from '#tests/helpers/http';
import { watchConsole } from '#tests/helpers/page-faults';
import { type Stack, startStack } from '#tests/helpers/services';

const RATE = 300;
const SECONDS = 8;

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, simulator: 1 });
});
test.afterAll(() => stack.stop());

test('the pipeline page shows the books as they are, and says what to do about a relay that is gone', async ({
  page,
}) => {
  const { faults } = watchConsole(page);
  await page.setViewportSize({ width: 1440, height: 1000 });

  await test.step('the books add up, rejected records too', async () => {
    await postSimulation(stack.url, { scenario: 'malformed', rate: RATE, seconds: SECONDS });
    await expect.poll(async () => (await readPipeline(stack)).books.counted, { timeout: 30_000 }).toBeGreaterThan(0);
    await page.goto(stack.url);
    await page.getByTestId('trust').click();
    await expect(page).toHaveURL(/\/pipeline$/);
    const settled = async () => {
      const { relayed, counted, rejected } = (await readPipeline(stack)).books;
      return rejected > 0 && relayed === RATE * SECONDS && counted + rejected === relayed;
    };
    await expect.poll(settled, { timeout: 30_000 }).toBe(true);
    const { books } = await readPipeline(stack);
    const card = page.getByRole('region', { name: 'Reconciliation' });
    const value = (name: string) => card.getByRole('row', { name }).getByRole('cell');
    await expect(value('Taken from Kafka')).toHaveText((RATE * SECONDS).toLocaleString('en'));
    await expect(value('rejected')).toHaveText(String(books.rejected));
    await expect(value('Counted')).toHaveText(books.counted.toLocaleString('en'));
    await expect(value('Difference')).toHaveText('0');
    await expect(page.getByTestId('pipeline-verdict')).toContainText('Every hop is healthy');
    await expect(page.getByRole('row', { name: /^Relay/ })).toContainText(String(stack.pids.relay));
  });

  await test.step('a relay that is gone', async () => {
    await stack.hold('relay');
    await expect(page.getByTestId('pipeline-verdict')).toContainText(/Needs attention: .*Relay/, { timeout: 15_000 });
    await expect(page.getByRole('region', { name: 'Relay' })).toContainText('No relay is alive. Start one');
    await stack.restart('relay');
    await expect(page.getByTestId('pipeline-verdict')).toContainText('Every hop is healthy', { timeout: 15_000 });
  });

  await test.step('on a phone nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('table').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  expect(faults).toEqual([]);
});
