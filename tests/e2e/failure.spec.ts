import { expect, type Page, test } from '@playwright/test';
import { readPipeline } from '#tests/helpers/http';
import { watchConsole } from '#tests/helpers/page-faults';
import { eventsOfNow, produce } from '#tests/helpers/produce';
import { type Stack, startStack } from '#tests/helpers/services';
import { GARBLED_FRAME, GARBLED_FUNNEL } from '../pages/states.ts';

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

const total = (page: Page) => page.getByTestId('total-events');

test('a panel that fails says so in its place, the rest goes on, and it can be tried again', async ({ page }) => {
  let isGarbled = true;
  await garble(page, GARBLED_FUNNEL, () => isGarbled);
  const { faults } = watchConsole(page);
  await page.goto(stack.url);
  const funnel = page.getByRole('region', { name: 'Purchase funnel' });
  await expect(funnel.getByRole('alert')).toContainText(/Could not be shown since \d\d:\d\d:\d\d/);
  await funnel.getByRole('button', { name: 'Try again' }).click();
  await expect(funnel.getByRole('alert')).toBeVisible();

  await produce(stack, eventsOfNow(EVENTS, 'failure-2'));
  await expect(total(page)).toContainText(`${2 * EVENTS}`);
  await expect(page.getByRole('region', { name: 'Top products' })).toBeVisible();

  isGarbled = false;
  await produce(stack, eventsOfNow(EVENTS, 'failure-3'));
  await expect(total(page)).toContainText(`${3 * EVENTS}`);
  await expect(async () => {
    await funnel.getByRole('button', { name: 'Try again' }).click();
    await expect(funnel.getByRole('alert')).toBeHidden({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  // Each is told once for each time it failed, and nothing else is.
  expect(faults.filter((fault) => !fault.includes('Cannot read properties of null'))).toEqual([]);
});

test('a page that fails says so and has a way back', async ({ page }) => {
  let isGarbled = true;
  await garble(page, GARBLED_FRAME, () => isGarbled);
  await page.goto(stack.url);
  await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
  await expect(page).toHaveTitle('This page could not be shown · Yeoul');
  isGarbled = false;
  await page.getByRole('link', { name: 'Go to the live page' }).click();
  await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
});

for (const [path, panel] of [
  ['/', '.kpis'],
  ['/pipeline', '.flow'],
] as const) {
  test(`${path}: a slow answer shows blocks after 200 ms, in the places that the panels take`, async ({ page }) => {
    const held: (() => void)[] = [];
    let isHeld = true;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (isHeld && /^4[23]/.test(String(message))) held.push(() => socket.send(message));
        else socket.send(message);
      });
    });
    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.goto(stack.url + path);
    const blocks = page.locator('main .skel');
    const visibilityAt = (ms: number) =>
      blocks.first().evaluate((block, time) => {
        const [animation] = block.getAnimations();
        if (!animation) return 'never hidden';
        animation.pause();
        animation.currentTime = time;
        return getComputedStyle(block).visibility;
      }, ms);
    expect(await visibilityAt(199)).toBe('hidden');
    expect(await visibilityAt(201)).toBe('visible');
    const before = await topsOf(page);
    isHeld = false;
    for (const send of held) send();
    await expect(page.locator(panel)).toBeVisible();
    await expect(blocks).toHaveCount(0);
    const after = await topsOf(page);
    // A pixel is what fonts round differently.
    for (const [row, top] of before.entries()) expect(Math.abs((after[row] ?? 0) - top)).toBeLessThanOrEqual(1);
  });
}
