import type { BrowserContext } from '@playwright/test';
import { type Conditions, openTab } from './browser.ts';
import type { Probe } from './probe.ts';

const LIVE_TIMEOUT_MS = 30_000;
/** A new tab keeps the machine busy for a while; people's browsers are up. */
const TAB_REST_MS = 1_000;

export type Load = {
  firstPaintMs: number;
  /** When a figure was painted with its number. */
  liveMs: number | null;
  /** When a newer number took the first one's place; null where the socket is blocked. */
  movingMs: number | null;
  scriptBytes: number;
  scripts: number;
  encodings: string[];
};

/** One cold load of the page: first contentful paint, first live number, and the JavaScript that came over the wire. */
export async function coldLoad(context: BrowserContext, conditions: Conditions): Promise<Load> {
  const { page, cdp } = await openTab(context, conditions);
  const scripts = new Map<string, { bytes: number; encoding: string }>();
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type !== 'Script') return;
    const encoding = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-encoding');
    scripts.set(requestId, { bytes: 0, encoding: encoding?.[1] ?? 'none' });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) script.bytes = encodedDataLength;
  });
  await cdp.send('Network.clearBrowserCache');
  await page.waitForTimeout(TAB_REST_MS);
  await page.goto(conditions.url);
  if (conditions.socket) {
    await page.waitForFunction(() => (window as unknown as { probe: Probe }).probe.movingAt !== null, null, {
      timeout: LIVE_TIMEOUT_MS,
    });
  }
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  // What the page asks for in its idle time belongs to it too.
  await page.waitForTimeout(1_000);
  const { firstPaintMs, liveAt, movingMs } = await page.evaluate(() => ({
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    liveAt: (window as unknown as { probe: Probe }).probe.liveAt,
    movingMs: (window as unknown as { probe: Probe }).probe.movingAt,
  }));
  await page.close();
  const all = [...scripts.values()];
  return {
    firstPaintMs,
    // It comes with the page, and may be there before anything is painted.
    liveMs: liveAt === null ? null : Math.max(liveAt, firstPaintMs),
    movingMs,
    scriptBytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    scripts: all.length,
    encodings: [...new Set(all.map(({ encoding }) => encoding))],
  };
}
