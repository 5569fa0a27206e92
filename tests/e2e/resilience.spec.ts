import { expect, type Page, test } from '@playwright/test';
import { postSimulation, readPipeline } from '#tests/helpers/http';
import { watchConsole } from '#tests/helpers/page-faults';
import { type Stack, startStack } from '#tests/helpers/services';
import { createDoor, type Door } from '../chaos/door.ts';

let stack: Stack;
let door: Door;
test.beforeEach(async () => {
  stack = await startStack({ relay: 1, web: 1, simulator: 1 });
  door = await createDoor(Number(new URL(stack.url).port), Math.random);
});
test.afterEach(async () => {
  door.close();
  await stack.stop();
});

const shownTotal = async (page: Page) =>
  Number(((await page.getByTestId('total-events').textContent()) ?? '').replaceAll(/[^\d]/g, ''));
const counted = async () => (await readPipeline(stack)).books.counted;

/** Waits until the page shows at least what is counted now; prints how long that took. */
async function untilRight(page: Page, after: string): Promise<void> {
  const since = Date.now();
  const total = await counted();
  await expect.poll(() => shownTotal(page), { intervals: [50], timeout: 10_000 }).toBeGreaterThanOrEqual(total);
  await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'live');
  console.log(`  right again ${Date.now() - since} ms after ${after}`);
}

/** Opens the page with traffic, and marks it: a reload would lose the mark. */
async function openWithTraffic(page: Page, url: string): Promise<string> {
  const answer = await postSimulation(stack.url, { scenario: 'normal', rate: 200, seconds: 300 });
  const { id } = (await answer.json()) as { id: string };
  await page.goto(url);
  await page.evaluate(() => document.body.setAttribute('data-mark', 'kept'));
  await untilRight(page, 'the page was opened');
  return id;
}

/** At rest every event that Kafka has is on the page, once, and the page was never loaded again. */
async function expectExact(page: Page, id: string): Promise<void> {
  await fetch(`${stack.url}/api/simulations/${id}`, { method: 'DELETE' });
  const simulation = async () =>
    (await (await fetch(`${stack.url}/api/simulations/${id}`)).json()) as { state: string; acknowledged: number };
  await expect.poll(async () => (await simulation()).state, { timeout: 15_000 }).toBe('stopped');
  const { acknowledged } = await simulation();
  await expect.poll(counted, { timeout: 15_000 }).toBe(acknowledged);
  await expect.poll(() => shownTotal(page)).toBe(acknowledged);
  await expect(page.locator('body')).toHaveAttribute('data-mark', 'kept');
}

test('the page is right again after a restart of the server, a dead socket and a lost network', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const watch = watchConsole(page);
  const id = await openWithTraffic(page, `http://127.0.0.1:${door.port}`);
  watch.serverIsDown = true;

  await test.step('the server is killed and started again', async () => {
    await stack.hold('web', 'SIGKILL');
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'stale');
    await stack.restart('web');
    await stack.untilHealthy();
    await untilRight(page, 'the server was healthy');
  });

  await test.step('the network is off and on', async () => {
    door.disturb('cut');
    await context.setOffline(true);
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'stale');
    door.mend();
    await context.setOffline(false);
    await untilRight(page, 'the network was back');
  });

  await test.step('the network swallows everything, with no reset and no event, and then no more', async () => {
    door.disturb('swallow');
    await expect(page.getByTestId('connection')).toHaveAttribute('data-state', 'stale', { timeout: 15_000 });
    door.mend();
    await untilRight(page, 'the network let packets through');
  });

  await test.step('the connection alone is dead, with no reset and no event', async () => {
    const connected = page.waitForEvent('websocket', { timeout: 30_000 });
    const since = Date.now();
    door.disturb('hang');
    await connected;
    console.log(`  another connection ${Date.now() - since} ms after the first one hung`);
    await untilRight(page, 'another connection');
    door.mend();
  });

  await test.step('the computer sleeps until the server has given its socket up, and nobody tells it', async () => {
    const devtools = await context.newCDPSession(page);
    // A page in view can't be frozen; one that stands in a debugger runs as little as one that sleeps.
    await devtools.send('Debugger.enable');
    const asleep = new Promise((resolve) => devtools.once('Debugger.paused', resolve));
    await devtools.send('Debugger.pause');
    await asleep;
    door.disturb('hang');
    const browsers = async () => {
      const metrics = await (await fetch(`${stack.url}/metrics`)).text();
      return /^yeoul_browsers(?:\{.*\})? (\d+)$/m.exec(metrics)?.[1];
    };
    await expect.poll(browsers, { timeout: 30_000 }).toBe('0');
    await devtools.send('Debugger.resume');
    await devtools.detach();
    await untilRight(page, 'it woke');
  });

  watch.serverIsDown = false;
  await expectExact(page, id);
  expect(watch.faults).toEqual([]);
});

test('a message that is lost on the way is noticed, and the numbers are asked for anew', async ({ page }) => {
  const watch = watchConsole(page);
  let asked = 0;
  let toDrop = 0;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (String(message).includes('["subscribe"')) asked += 1;
      server.send(message);
    });
    server.onMessage((message) => {
      if (toDrop > 0 && String(message).startsWith('42["tick"')) toDrop -= 1;
      else socket.send(message);
    });
  });
  const id = await openWithTraffic(page, stack.url);
  const before = asked;
  toDrop = 1;
  await expect.poll(() => asked).toBe(before + 1);
  await untilRight(page, 'the gap');
  await expectExact(page, id);
  expect(asked).toBe(before + 1);
  expect(watch.faults).toEqual([]);
});
