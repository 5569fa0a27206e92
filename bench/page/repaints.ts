import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';

const WATCH_MS = 10_000;
const SHOWN_TIMES = 5;
const COUNTER = '[data-testid="total-events"]';

export type Repaints = {
  chartPerSecond: number;
  counterPerSecond: number;
  /** Changes of anything in the content while the tab was hidden, each by the element's name and text. */
  whileHidden: string[];
  /** From the tab being visible again to a newer total in a frame, each time that it was. */
  shownAgainMs: number[];
};

/** Changes of the page's parts while it is on screen, while its tab is behind another, and when it comes back. */
export async function measureRepaints(context: BrowserContext, page: Page): Promise<Repaints> {
  await page.bringToFront();
  const chart = await framesWithChanges(page, '.plotbox svg');
  const counter = await framesWithChanges(page, COUNTER);
  const other = await context.newPage();
  await hide(page, other);
  const whileHidden = await framesWithChanges(page, '#content');
  const shownAgainMs: number[] = [];
  for (let times = 0; times < SHOWN_TIMES; times += 1) {
    await hide(page, other);
    shownAgainMs.push(await showAgain(page));
  }
  await other.close();
  const perSecond = (changes: string[]) => changes.length / (WATCH_MS / 1_000);
  return { chartPerSecond: perSecond(chart), counterPerSecond: perSecond(counter), whileHidden, shownAgainMs };
}

/** Puts the page behind the other one, long enough that its numbers are old. */
async function hide(page: Page, other: Page): Promise<void> {
  await other.bringToFront();
  await page.waitForFunction(() => document.hidden, null, { polling: 100 });
  await sleep(1_000);
}

/** Gives how long it takes until a newer total is in a frame, ms. */
async function showAgain(page: Page): Promise<number> {
  await page.evaluate((counter) => {
    const element = document.querySelector(counter) as Element;
    const before = element.textContent;
    Object.assign(window, {
      shownAgain: new Promise((resolve) => {
        // No named function in here: it is sent to the page as text.
        document.addEventListener(
          'visibilitychange',
          () => {
            const from = performance.now();
            new MutationObserver((_, observer) => {
              if (element.textContent === before) return;
              observer.disconnect();
              requestAnimationFrame(() => resolve(performance.now() - from));
            }).observe(element, { characterData: true, childList: true, subtree: true });
          },
          { once: true },
        );
      }),
    });
  }, COUNTER);
  await page.bringToFront();
  return page.evaluate(() => (window as unknown as { shownAgain: Promise<number> }).shownAgain);
}

/** Frames in which something below the selector changed, each with what changed first. */
async function framesWithChanges(page: Page, selector: string): Promise<string[]> {
  await page.evaluate((watched) => {
    const frames = new Map<unknown, string>();
    const observer = new MutationObserver(([first]) => {
      // Stands still from one frame to the next, so that passes of one repaint count once.
      const frame = document.timeline.currentTime;
      const element = first?.target;
      if (!frames.has(frame)) frames.set(frame, `${element?.nodeName}: ${element?.textContent?.slice(0, 80)}`);
    });
    const options = { attributes: true, characterData: true, childList: true, subtree: true };
    for (const element of document.querySelectorAll(watched)) observer.observe(element, options);
    Object.assign(window, { watched: { frames, observer } });
  }, selector);
  await sleep(WATCH_MS);
  return page.evaluate(() => {
    const { watched } = window as unknown as { watched: { frames: Map<unknown, string>; observer: MutationObserver } };
    watched.observer.disconnect();
    return [...watched.frames.values()];
  });
}
