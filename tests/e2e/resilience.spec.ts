import { type Browser, expect, test } from '@playwright/test';
import { postSimulation, readPipeline } from '#tests/helpers/http';
import { closeLooks, lookName, openLooks, type Prepare, type Seen } from '#tests/helpers/looks';
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

const shownTotal = async ({ page }: Seen) =>
  Number(((await page.getByTestId('total-events').textContent()) ?? '').replaceAll(/[^\d]/g, ''));
const counted = async () => (await readPipeline(stack)).books.counted;

const untilAll = (pages: Seen[], state: 'stale' | 'live', timeout = 15_000) =>
  Promise.all(
    pages.map(({ page }) => expect(page.getByTestId('connection')).toHaveAttribute('data-state', state, { timeout })),
  );

/** Waits until each page shows at least what is counted now; prints how long that took. */
async function untilRight(pages: Seen[], after: string): Promise<void> {
  const since = Date.now();
  const total = await counted();
  const tookMs = await Promise.all(
    pages.map(async (seen) => {
      await expect.poll(() => shownTotal(seen), { intervals: [50], timeout: 10_000 }).toBeGreaterThanOrEqual(total);
      await untilAll([seen], 'live');
      return Date.now() - since;
    }),
  );
  console.log(`  right again ${tookMs.join(', ')} ms after ${after}`);
}

/** Opens the page in all looks with traffic, and marks it: a reload would lose the mark. */
async function openWithTraffic(browser: Browser, url: string, prepare?: Prepare): Promise<[Seen[], string]> {
  const answer = await postSimulation(stack.url, { scenario: 'normal', rate: 100, seconds: 300 });
  const { id } = (await answer.json()) as { id: string };
  const pages = await openLooks(browser, url, prepare);
  for (const { page } of pages) await page.evaluate(() => document.body.setAttribute('data-mark', 'kept'));
  await untilRight(pages, 'the pages were opened');
  return [pages, id];
}

/** At rest every event that Kafka has is on each page, once, and none was ever loaded again. */
async function expectExact(pages: Seen[], id: string): Promise<void> {
  await fetch(`${stack.url}/api/simulations/${id}`, { method: 'DELETE' });
  const simulation = async () =>
    (await (await fetch(`${stack.url}/api/simulations/${id}`)).json()) as { state: string; acknowledged: number };
  await expect.poll(async () => (await simulation()).state, { timeout: 15_000 }).toBe('stopped');
  const { acknowledged } = await simulation();
  await expect.poll(counted, { timeout: 15_000 }).toBe(acknowledged);
  for (const seen of pages) {
    await expect.poll(() => shownTotal(seen), lookName(seen.look)).toBe(acknowledged);
    await expect(seen.page.locator('body')).toHaveAttribute('data-mark', 'kept');
  }
}

/** A page in view can't be frozen; one that stands in a debugger runs as little as one on a computer that sleeps. */
async function sleep({ page }: Seen): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Debugger.enable');
  const asleep = new Promise((resolve) => devtools.once('Debugger.paused', resolve));
  await devtools.send('Debugger.pause');
  await asleep;
  return async () => {
    await devtools.send('Debugger.resume');
    await devtools.detach();
  };
}

test('pages are right again after a restart of the server, a dead socket and a lost network', async ({ browser }) => {
  test.setTimeout(180_000);
  const [pages, id] = await openWithTraffic(browser, `http://127.0.0.1:${door.port}`);
  for (const { watch } of pages) watch.serverIsDown = true;
  const setOffline = (isOffline: boolean) => Promise.all(pages.map(({ page }) => page.context().setOffline(isOffline)));

  const restart = async () => {
    await stack.hold('web', 'SIGKILL');
    await untilAll(pages, 'stale');
    await stack.restart('web');
    await stack.untilHealthy();
    await untilRight(pages, 'the server was healthy');
  };
  await test.step('the server is killed and started again', restart);

  await test.step('the network is off and on', async () => {
    door.disturb('cut');
    await setOffline(true);
    await untilAll(pages, 'stale');
    door.mend();
    await setOffline(false);
    await untilRight(pages, 'the network was back');
  });

  await test.step('the network swallows everything, with no reset and no event, and then no more', async () => {
    door.disturb('swallow');
    await untilAll(pages, 'stale');
    door.mend();
    await untilRight(pages, 'the network let packets through');
  });

  await test.step('the connection alone is dead, with no reset and no event', async () => {
    const connected = pages.map(({ page }) => page.waitForEvent('websocket', { timeout: 30_000 }));
    const since = Date.now();
    door.disturb('hang');
    await Promise.all(connected);
    console.log(`  other connections ${Date.now() - since} ms after the first ones hung`);
    await untilRight(pages, 'another connection');
    door.mend();
  });

  const sleepTooLong = async () => {
    const wakes = await Promise.all(pages.map(sleep));
    door.disturb('hang');
    const browsers = async () => {
      const metrics = await (await fetch(`${stack.url}/metrics`)).text();
      return /^yeoul_browsers(?:\{.*\})? (\d+)$/m.exec(metrics)?.[1];
    };
    await expect.poll(browsers, { timeout: 30_000 }).toBe('0');
    await Promise.all(wakes.map((wake) => wake()));
    await untilRight(pages, 'it woke');
    door.mend();
  };
  await test.step('the computer sleeps until the server has given its socket up, and nobody tells it', sleepTooLong);

  await test.step('a proxy lets no WebSocket through', async () => {
    door.disturb('plain');
    await untilAll(pages, 'stale');
    await untilRight(pages, 'WebSockets were refused');
  });
  await test.step('the server is killed and started again behind that proxy', restart);
  await test.step('the computer sleeps too long behind it', sleepTooLong);

  for (const { watch } of pages) watch.serverIsDown = false;
  await expectExact(pages, id);
  await closeLooks(pages);
});

/** Counts how often a page asks for the numbers, and loses as many ticks on the way as it is told. */
function lossyWire() {
  const wire = { asked: 0, toDrop: 0 };
  const prepare: Prepare = (page) =>
    page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        if (String(message).includes('["subscribe"')) wire.asked += 1;
        server.send(message);
      });
      server.onMessage((message) => {
        if (wire.toDrop > 0 && String(message).startsWith('42["tick"')) wire.toDrop -= 1;
        else socket.send(message);
      });
    });
  return { wire, prepare };
}

test('a message that is lost on the way is noticed, and the numbers are asked for anew', async ({ browser }) => {
  const wires: ReturnType<typeof lossyWire>['wire'][] = [];
  const [pages, id] = await openWithTraffic(browser, stack.url, (page) => {
    const { wire, prepare } = lossyWire();
    wires.push(wire);
    return prepare(page);
  });
  const before = wires.map(({ asked }) => asked);
  for (const wire of wires) wire.toDrop = 1;
  const asked = () => wires.map((wire) => wire.asked);
  await expect.poll(asked).toEqual(before.map((times) => times + 1));
  await untilRight(pages, 'the gap');
  await expectExact(pages, id);
  expect(asked()).toEqual(before.map((times) => times + 1));
  await closeLooks(pages);
});
