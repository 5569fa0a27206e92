import { expect, type Page, test } from '@playwright/test';
import type { HopId } from '#contracts/pipeline';
import { postSimulation, readPipeline } from '#tests/helpers/http';
import { closeLooks, openLooks, type Seen } from '#tests/helpers/looks';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';

const RATE = 300;
const SECONDS = 8;

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, simulator: 1, collector: 1 });
});
test.afterAll(() => stack.stop());

/** Taken by the collector; all others are simulated. */
let collected = 0;
const total = () => RATE * SECONDS + collected;

async function collectOne(): Promise<void> {
  const answer = await fetch(`${stack.collectorUrl}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('local:')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'Cart Viewed', userId: 'u_1' }),
  });
  expect(answer.status).toBe(200);
  collected += 1;
}

const hop = ({ page, t }: Seen, id: HopId) => page.getByRole('region', { name: t(`pipeline.hops.${id}`), exact: true });

/** How long records are at each hop: those that something passes through know it, the others say why they don't. */
async function seeTimes(seen: Seen, isKnown: boolean, timeout = 15_000): Promise<void> {
  const { t } = seen;
  const time = (id: HopId) =>
    hop(seen, id)
      .getByTitle(t(`pipeline.about.timeAt.${id}`), { exact: false })
      .getByRole('definition');
  for (const id of ['collector', 'kafka', 'relay', 'redis', 'server', 'browser'] as const)
    await expect(time(id)).toHaveText(isKnown ? /^(<1|[\d,]+) \/ (<1|[\d,]+) ms$/ : '–', { timeout });
}

/** The books as this page shows them, beside those of the API. */
async function seeBooks({ page, look, t }: Seen): Promise<void> {
  const { books } = await readPipeline(stack);
  const card = page.getByRole('region', { name: t('pipeline.books.title') });
  const value = (name: string) => card.getByRole('row', { name }).getByRole('cell');
  const text = (count: number) => count.toLocaleString(look.locale);
  await expect(value(t('pipeline.books.relayed'))).toHaveText(text(total()));
  await expect(value(t('pipeline.books.rejected'))).toHaveText(text(books.rejected));
  await expect(value(t('pipeline.books.counted'))).toHaveText(text(books.counted));
  await expect(value(t('pipeline.books.difference'))).toHaveText('0');
  await expect(verdict(page)).toContainText(t('pipeline.verdict.ok'));
  const relay = page.getByRole('row').filter({ hasText: String(stack.pids.relay) });
  await expect(relay).toContainText(t('pipeline.processes.role.relay'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.width);
}

/** Events just before the relay is gone. */
const LAST = 50;

const verdict = (page: Page) => page.getByTestId('pipeline-verdict');

async function seeRelayGone(seen: Seen): Promise<void> {
  const { page, t } = seen;
  const relay = t('pipeline.hops.relay');
  await expect(verdict(page)).toContainText(t('pipeline.verdict.ill', { hops: '' }).trim(), { timeout: 15_000 });
  await expect(verdict(page)).toContainText(relay);
  await expect(page.getByRole('region', { name: relay, exact: true })).toContainText(t('pipeline.advice.relay.down'));
  // How much Kafka has by now nobody knows: 0 would be a claim.
  for (const id of ['kafka', 'relay'] as const)
    await expect(hop(seen, id).getByTitle(t('pipeline.about.lag')).getByRole('definition')).toHaveText('–');
}

/** With nothing to tell it of new records, counting seems to have all of them: the page must not say that it is live. */
async function seeOldNumbers({ page, press, t }: Seen): Promise<void> {
  await page.goto(stack.url);
  const hop = t('live.pipe.relay');
  await expect(page.getByTestId('old')).toContainText(t('shell.stale.down', { hop, time: '##' }).split('##')[0] ?? hop);
  await expect(page.getByTestId('trust')).toContainText(t('live.trust.unknown'));
  // What was counted last, which nothing makes less.
  await expect(page.locator('.kpi .v').first()).toHaveText(/[1-9]/);
  await expect(page.getByTestId('connection')).toHaveAttribute('href', '/pipeline');
  await press(page.getByTestId('old').getByRole('link', { name: t('shell.connection.whatToDo') }));
  await expect(page).toHaveURL(/\/pipeline$/);
}

test('the pipeline page shows the books as they are, and says what to do about a relay that is gone', async ({
  browser,
}) => {
  await postSimulation(stack.url, { scenario: 'malformed', rate: RATE, seconds: SECONDS });
  await expect.poll(async () => (await readPipeline(stack)).books.counted, { timeout: 30_000 }).toBeGreaterThan(0);
  const pages = await openLooks(browser, stack.url);
  for (const { page, press } of pages) {
    await press(page.getByTestId('trust'));
    await expect(page).toHaveURL(/\/pipeline$/);
  }

  await test.step('each hop says how long records are at it', async () => {
    for (const seen of pages)
      await expect(async () => {
        await collectOne();
        await seeTimes(seen, true, 2_000);
      }).toPass({ timeout: 20_000 });
  });

  await test.step('the books add up, rejected records too', async () => {
    const settled = async () => {
      const { relayed, counted, rejected } = (await readPipeline(stack)).books;
      return rejected > 0 && relayed === total() && counted + rejected === relayed;
    };
    await expect.poll(settled, { timeout: 30_000 }).toBe(true);
    for (const seen of pages) await seeBooks(seen);
  });

  await test.step('without traffic nothing is measured, and without a collector nothing is wrong', async () => {
    await Promise.all(pages.map((seen) => seeTimes(seen, false)));
    await stack.hold('collector');
    for (const seen of pages) {
      await expect(hop(seen, 'collector')).toContainText(seen.t('pipeline.advice.collector.off'));
      await expect(verdict(seen.page)).toContainText(seen.t('pipeline.verdict.ok'));
    }
  });

  await test.step('a relay that is gone', async () => {
    const { counted } = (await readPipeline(stack)).books;
    await produce(stack, eventsOfNow(LAST, 'last'));
    await expect.poll(async () => (await readPipeline(stack)).books.counted).toBe(counted + LAST);
    await stack.hold('relay');
    await Promise.all(pages.map(seeRelayGone));
    for (const seen of pages) await seeOldNumbers(seen);
    await stack.restart('relay');
    for (const { page, t } of pages)
      await expect(verdict(page)).toContainText(t('pipeline.verdict.ok'), { timeout: 15_000 });
  });

  await closeLooks(pages);
});
