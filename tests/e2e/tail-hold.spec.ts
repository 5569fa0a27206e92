import { expect, test } from '@playwright/test';
import { readPipeline } from '#tests/helpers/http';
import { changeLanguage, closeLooks, drawWithFinger, openLooks, type Seen } from '#tests/helpers/looks';
import { produce, trackEvent } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';
import { createDoor } from '../chaos/door.ts';

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
});
test.afterAll(() => stack.stop());

/** More than a phone's list has room for, and no more than the server sends at once. */
const FIRST = 20;
const rows = ({ page, t }: Seen) => page.getByRole('region', { name: t('events.list') }).getByRole('listitem');
const send = (...names: string[]) =>
  produce(
    stack,
    names.map((name) => trackEvent(name, 'jun')),
  );

const shows = ({ page, t }: Seen, count: number) => expect(page.getByText(t('events.shown', { count }))).toBeVisible();
const isHeld = ({ page, t }: Seen) => expect(page.getByText(t('events.held', { count: 1 }))).toBeVisible();

/** A mouse points at the list; a finger has scrolled it down. */
async function lookClosely(seen: Seen): Promise<void> {
  const { page, isPhone } = seen;
  if (!isPhone) return rows(seen).first().hover();
  const box = await rows(seen).nth(4).boundingBox();
  if (!box) throw new Error('there is no fifth row');
  await drawWithFinger(page, [box.x + 100, box.y], [box.x + 100, box.y - 120]);
}

async function lookAway({ page, isPhone, press, t }: Seen): Promise<void> {
  if (isPhone) await press(page.getByRole('button', { name: t('events.newer', { count: 1 }) }));
  else await page.mouse.move(2, 2);
}

test('the tail holds still while it is looked at, and comes back with the server', async ({ browser }) => {
  const pages = await openLooks(browser, `${stack.url}/events?user=jun`);
  const inAll = (step: (seen: Seen) => Promise<unknown>) => Promise.all(pages.map(step));
  await send(...Array.from({ length: FIRST }, () => 'Cart Viewed'));
  await inAll((seen) => shows(seen, FIRST));

  await test.step('looking closely holds it', async () => {
    await inAll(lookClosely);
    await send('Product Added');
    await inAll(isHeld);
    await inAll((seen) => shows(seen, FIRST));
    await inAll(lookAway);
    await inAll((seen) => expect(rows(seen).first()).toContainText('Product Added'));
  });

  await test.step('so does the pause', async () => {
    await inAll(({ page, press, t }) => press(page.getByRole('button', { name: t('shell.pause') })));
    await send('Checkout Started');
    await inAll(isHeld);
    await inAll((seen) => shows(seen, FIRST + 1));
    await inAll(({ page, press, t }) => press(page.getByRole('button', { name: t('shell.resume') })));
    await inAll((seen) => expect(rows(seen).first()).toContainText('Checkout Started'));
  });

  await test.step('a restart of the server keeps the rows and goes on', async () => {
    for (const { watch } of pages) watch.serverIsDown = true;
    await stack.hold('web');
    await stack.restart('web');
    await stack.untilHealthy();
    await send('Order Completed');
    await inAll((seen) => shows(seen, FIRST + 3));
    await inAll((seen) => expect(rows(seen).first()).toContainText('Order Completed'));
    for (const { watch } of pages) watch.serverIsDown = false;
  });

  await test.step('in the other language, without a reload', async () => {
    await inAll(async (seen) => {
      const { page } = seen;
      const t = await changeLanguage(seen);
      await expect(page.getByText(t('events.shown', { count: FIRST + 3 }))).toBeVisible();
      const label = t('events.userIs', { user: 'jun' });
      await expect(page.getByRole('button', { name: t('events.remove', { label }) })).toBeVisible();
    });
  });

  await closeLooks(pages);
});

/** What a tail begins with at most, and so many more come while the connection is lost. */
const SENT = 500;
const MISSED = 40;
const BEFORE = 3;

test('after a lost connection the tail says how many are missing, or that some may be', async ({ browser }) => {
  const door = await createDoor(Number(new URL(stack.url).port), Math.random);
  const pages = await openLooks(browser, `http://127.0.0.1:${door.port}/events?user=mina`);
  const inAll = (step: (seen: Seen) => Promise<unknown>) => Promise.all(pages.map(step));
  const untilState = (state: 'live' | 'stale') =>
    inAll(({ page }) =>
      expect(page.getByTestId('connection')).toHaveAttribute('data-state', state, { timeout: 15_000 }),
    );
  const sendMany = (count: number) =>
    produce(
      stack,
      Array.from({ length: count }, () => trackEvent('Product Viewed', 'mina')),
    );
  const counted = async () => (await readPipeline(stack)).books.counted;
  await sendMany(BEFORE);
  await inAll((seen) => shows(seen, BEFORE));
  for (const { watch } of pages) watch.serverIsDown = true;

  await test.step('the server knows how many', async () => {
    door.disturb('cut');
    await untilState('stale');
    const before = await counted();
    await sendMany(SENT + MISSED);
    await expect.poll(counted).toBe(before + SENT + MISSED);
    door.mend();
    await inAll((seen) => shows(seen, BEFORE + SENT));
    await inAll(({ page, t }) => expect(page.getByText(t('events.omitted', { count: MISSED }))).toBeVisible());
    await inAll(async ({ page, t }) => {
      const list = page.getByRole('region', { name: t('events.list') });
      await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      await expect(list.getByText(t('events.gap', { count: MISSED }))).toBeVisible();
      await list.evaluate((element) => element.scrollTo({ top: 0 }));
    });
  });

  await test.step('another server does not', async () => {
    await stack.restart('web');
    await stack.untilHealthy();
    await untilState('live');
    await inAll(({ page, t }) => expect(page.getByText(t('events.gapUnknown'))).toBeVisible());
    await inAll((seen) => shows(seen, BEFORE + SENT));
  });

  door.close();
  for (const { watch } of pages) watch.serverIsDown = false;
  await closeLooks(pages);
});
