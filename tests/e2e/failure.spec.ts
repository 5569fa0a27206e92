import { expect, type Locator, type Page, test } from '@playwright/test';
import { heldWire } from '#tests/helpers/held-wire';
import { readPipeline } from '#tests/helpers/http';
import { closeLooks, LOOKS, lookName, openLook, openLooks, type Seen } from '#tests/helpers/looks';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';
import { GARBLED_FRAME, GARBLED_FUNNEL } from '../pages/states.ts';
import { raiseAlert } from '../pages/world.ts';

const EVENTS = 50;

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1 });
  await produce(stack, eventsOfNow(EVENTS, 'failure'));
  await expect.poll(async () => (await readPipeline(stack)).books.counted).toBe(EVENTS);
});
test.afterAll(() => stack.stop());

/** Replaces a text in what the server says, for as long as `isOn()`. */
async function garble(page: Page, [from, to]: [string, string], isOn: () => boolean): Promise<void> {
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => socket.send(isOn() ? String(message).replace(from, to) : message));
  });
}

/** Where the page's first rows begin, in px; how high the last ones are hangs on what is in them. */
function topsOf(page: Page): Promise<number[]> {
  return page.locator('main > *').evaluateAll((rows) =>
    rows
      .map((row) => row.getBoundingClientRect())
      .filter(({ height }) => height > 0)
      .slice(0, 4)
      .map(({ y }) => Math.round(y)),
  );
}

/** What went wrong last, as while the topic was made, may take more lines than that nothing did. */
const shortenErrors = (page: Page) =>
  page.locator('.hopc .er[title]').evaluateAll((errors) => {
    for (const error of errors)
      Object.assign((error as HTMLElement).style, { whiteSpace: 'nowrap', overflow: 'hidden' });
  });

const funnel = ({ page, t }: Seen) => page.getByRole('region', { name: t('live.funnel.title') });
const tryAgain = (seen: Seen) =>
  seen.press(funnel(seen).getByRole('button', { name: seen.t('shell.error.retry'), exact: true }));
const shows = ({ page }: Seen, total: number) => expect(page.getByTestId('total-events')).toContainText(`${total}`);

async function seeFailed(seen: Seen): Promise<void> {
  const [before = '', after = ''] = seen.t('shell.error.panel', { time: '|' }).split('|');
  const alert = funnel(seen).getByRole('alert');
  await expect(alert).toContainText(new RegExp(`${before}\\d\\d:\\d\\d:\\d\\d${after.replaceAll('.', '\\.')}`));
  await tryAgain(seen);
  await expect(alert).toBeVisible();
}

async function seeMended(seen: Seen): Promise<void> {
  await expect(async () => {
    await tryAgain(seen);
    await expect(funnel(seen).getByRole('alert')).toBeHidden({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

test('a panel that fails says so in its place, the rest goes on, and it can be tried again', async ({ browser }) => {
  let isGarbled = true;
  const pages = await openLooks(browser, stack.url, (page) => garble(page, GARBLED_FUNNEL, () => isGarbled));
  await Promise.all(pages.map(seeFailed));

  await produce(stack, eventsOfNow(EVENTS, 'failure-2'));
  for (const seen of pages) {
    await shows(seen, 2 * EVENTS);
    await expect(seen.page.getByRole('region', { name: seen.t('shell.lists.products') })).toBeVisible();
  }

  isGarbled = false;
  await produce(stack, eventsOfNow(EVENTS, 'failure-3'));
  for (const seen of pages) await shows(seen, 3 * EVENTS);
  await Promise.all(pages.map(seeMended));
  // Each is told once for each time it failed, and nothing else is.
  await closeLooks(pages, 'Cannot read properties of null');
});

test('a page that fails says so and has a way back', async ({ browser }) => {
  let isGarbled = true;
  const pages = await openLooks(browser, stack.url, (page) => garble(page, GARBLED_FRAME, () => isGarbled));
  for (const { page, t } of pages) {
    const title = t('shell.error.title');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page).toHaveTitle(`${title} · ${t('shell.product')}`);
  }
  isGarbled = false;
  for (const { page, press, t } of pages) {
    await press(page.getByRole('link', { name: t('shell.notFound.back') }));
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
  }
  await closeLooks(pages, 'filter is not a function');
});

test('a palette that can’t be loaded leaves the page as it is, and is there the next time', async ({ browser }) => {
  const [look] = LOOKS;
  if (!look) throw new Error('there is no look');
  let isAway = false;
  let refused = 0;
  const seen = await openLook(browser, stack.url, look, (page) =>
    page.route(/_next\/static/, (route) => {
      if (!isAway) return route.continue();
      refused += 1;
      return route.abort();
    }),
  );
  const { page } = seen;
  await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
  isAway = true;
  await page.keyboard.press('Control+k');
  await expect.poll(() => refused).toBeGreaterThan(0);
  await expect(page.locator('.kpis')).toBeVisible();
  isAway = false;
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.locator('[cmdk-root]')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await closeLooks([seen], 'ERR_FAILED');
});

/** A page, what stands where its blocks were, and what one comes from: opened by its address, the live page has numbers. */
const PANELS = {
  '/': { panel: '.kpis', from: '/channels' },
  '/pipeline': { panel: '.hopc >> nth=0', from: null },
};

/** Whether a block is to be seen that many milliseconds after it came. */
const visibilityAt = (block: Locator, ms: number) =>
  block.evaluate((element, time) => {
    const [animation] = element.getAnimations();
    if (!animation) return 'never hidden';
    animation.pause();
    animation.currentTime = time;
    return getComputedStyle(element).visibility;
  }, ms);

/** Asked until it is told: React may put another block in the place of the one that was found. */
async function expectHiddenFor200ms(block: Locator): Promise<void> {
  await expect.poll(() => visibilityAt(block, 199)).toBe('hidden');
  await expect.poll(() => visibilityAt(block, 201)).toBe('visible');
}

for (const [path, { panel, from }] of Object.entries(PANELS)) {
  for (const look of LOOKS) {
    test(`${path}, ${lookName(look)}: a slow answer shows blocks after 200 ms, where the panels will be`, async ({
      browser,
    }) => {
      const { prepare, letGo } = heldWire();
      const seen = await openLook(browser, stack.url + (from ?? path), look, prepare);
      if (from) await seen.press(seen.page.locator(`nav a[href="${path}"]:not(.brand)`).filter({ visible: true }));
      await expect(seen.page).toHaveURL(stack.url + path);
      const blocks = seen.page.locator('main .skel:not([data-skeleton] *)');
      await expectHiddenFor200ms(blocks.first());
      const before = await topsOf(seen.page);
      letGo();
      await expect(seen.page.locator(panel)).toBeVisible();
      await expect(blocks).toHaveCount(0);
      // A pixel is what fonts round differently; a hop that is not well for a moment has more to say.
      await expect(async () => {
        await shortenErrors(seen.page);
        const after = await topsOf(seen.page);
        for (const [row, top] of before.entries())
          expect(Math.abs((after[row] ?? 0) - top), `row ${row}: ${before} became ${after}`).toBeLessThanOrEqual(1);
      }).toPass({ timeout: 10_000 });
      await closeLooks([seen]);
    });
  }
}

/** Where the first of these stands that can be seen: from, to and height, in px. */
const boxOf = async (rows: Locator) => {
  const box = await rows.filter({ visible: true }).first().boundingBox();
  return box && { x: box.x, width: box.width, top: box.y, height: box.height };
};

/** The rows of each list, and those that stand in their place while it is loaded. */
const LISTS = { '/events': '.tailrow', '/alerts': '.ar', '/rules': '.ar', '/channels': '.ar' };

test.describe('lists', () => {
  test.beforeAll(async () => {
    await raiseAlert(stack);
    const channel = { kind: 'webhook', name: 'Ops', enabled: true, severities: ['critical'], secret: null };
    const answer = await fetch(`${stack.url}/api/channels`, {
      method: 'POST',
      body: JSON.stringify({ ...channel, url: 'https://hooks.example.com/yeoul' }),
    });
    expect(answer.ok, await answer.text()).toBe(true);
  });

  for (const [path, row] of Object.entries(LISTS)) {
    for (const look of LOOKS) {
      test(`${path}, ${lookName(look)}: a slow answer shows rows after 200 ms, where the list's will be`, async ({
        browser,
      }) => {
        const { prepare, letGo } = heldWire();
        let answers: (() => Promise<void>)[] | null = [];
        const seen = await openLook(browser, stack.url + path, look, async (page) => {
          await prepare(page);
          const isList = /\/api\/(alerts|rules|channels)$/;
          await page.route(isList, (route) => (answers ? void answers.push(() => route.continue()) : route.continue()));
        });
        const { page } = seen;
        const waiting = page.locator(`main [data-skeleton]${row}`);
        const block = waiting.locator('.skel').first();
        await expectHiddenFor200ms(block);
        const before = await boxOf(waiting);
        expect(before).not.toBeNull();
        const tops = await topsOf(page);
        letGo();
        const held = answers;
        answers = null;
        for (const answer of held) await answer();
        await expect(waiting).toHaveCount(0);
        const loaded = page.locator(`main ${row}`);
        await expect(loaded.first()).toBeVisible();
        expect(await topsOf(page)).toEqual(tops);
        const after = await boxOf(loaded);
        // Where there is less room a text may take more lines than one.
        const isNarrow = look.width < 1_024;
        const sides = isNarrow ? (['x', 'width', 'top'] as const) : (['x', 'width', 'top', 'height'] as const);
        for (const side of sides)
          expect(Math.abs((after?.[side] ?? 0) - (before?.[side] ?? 0)), side).toBeLessThanOrEqual(1);
        await closeLooks([seen]);
      });
    }
  }
});
