import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { say } from '#scripts/report';
import { findHeadlessChromium } from '#scripts/services/install';
import type { Stack } from '#tests/helpers/services';
import { openState, type PageState } from './states.ts';
import { walkWorlds } from './walk.ts';

const LOCALES = ['en', 'ko'];
const THEMES = ['dark', 'light'] as const;
const SIZES = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 1000 },
  { width: 2560, height: 1440 },
];
const FITS_FROM_PX = 1_280;
/** Charts take a new size, and fonts a new language, a moment after they have it. */
const SETTLE_MS = 250;
const FLAGS = ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--font-render-hinting=none'];

/**
 * Every page in every state, theme, language and width, as files in `folder`; gives their number. With `only`, those states
 * whose names it is found in, in place of what there is of them.
 */
export async function takeScreenshots(stack: Stack, folder: string, only: RegExp | null): Promise<number> {
  if (!only) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: findHeadlessChromium(), args: [...rootFlags, ...FLAGS] });
  let count = 0;
  try {
    await walkWorlds(stack, async (states) => {
      for (const state of states.filter(({ name }) => !only || only.test(name))) {
        for (const locale of LOCALES) count += await take(browser, stack, { state, locale, folder });
        say(`  ${state.name}`);
      }
    });
  } finally {
    await browser.close();
  }
  return count;
}

type Shot = { state: PageState; locale: string; folder: string };

async function take(browser: Browser, stack: Stack, { state, locale, folder }: Shot): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale });
  try {
    await context.addCookies([{ name: 'locale', value: locale, url: stack.url }]);
    const page = await context.newPage();
    await openState(page, stack.url, state);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.setViewportSize({ ...size, height: Math.max(size.height, await heightOf(page, size.width)) });
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        await page.waitForSelector(`html[data-theme=${theme}]`);
        await page.waitForTimeout(SETTLE_MS);
        const file = path.join(folder, `${state.name}-${theme}-${locale}-${size.width}.png`);
        await page.screenshot({ path: file, fullPage: true });
      }
    }
    return SIZES.length * THEMES.length;
  } finally {
    await context.close();
  }
}

/** Where a page scrolls as a whole, it is shown in a window as high as itself: bars at the window's edges cover nothing. */
function heightOf(page: Page, width: number): Promise<number> {
  // What opens over a page is as high as the window allows.
  return page.evaluate(
    (scrolls) => (scrolls && !document.querySelector('[role=dialog]') ? document.documentElement.scrollHeight : 0),
    width < FITS_FROM_PX,
  );
}
