import { type Browser, expect, type Page, test } from '@playwright/test';
import { watchConsole } from '#tests/helpers/page-faults';
import { type Stack, startStack } from '#tests/helpers/services';
import { axeFaults } from '../pages/axe.ts';
import { layoutFaults } from '../pages/layout.ts';
import { openState, type PageState } from '../pages/states.ts';
import { walkWorlds } from '../pages/walk.ts';

const WIDTHS = [390, 768, 1440, 2560];
/** Where the bar has least room for what it holds; in English alone, whose words are longer. */
const TIGHT_WIDTHS = [1024, 1280];
const THEMES = ['dark', 'light'];

/** Every fault of one state, at every width and in both themes. */
async function faultsOf(page: Page, stack: Stack, locale: string, state: PageState): Promise<string[]> {
  const faults: string[] = [];
  await page.setViewportSize({ width: 1440, height: 1000 });
  await openState(page, stack.url, state);
  for (const theme of THEMES) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    const rules = theme === THEMES[0] ? 'all' : 'contrast';
    faults.push(...(await axeFaults(page, rules)).map((fault) => `${theme}: ${fault}`));
  }
  for (const width of locale === 'en' ? [...WIDTHS, ...TIGHT_WIDTHS] : WIDTHS) {
    await page.setViewportSize({ width, height: width < 768 ? 844 : 1000 });
    faults.push(...(await layoutFaults(page)).map((fault) => `${width} px: ${fault}`));
  }
  if (locale === 'ko') return faults;
  // What differs by width is the same in both languages.
  await page.setViewportSize({ width: 390, height: 844 });
  faults.push(...(await axeFaults(page, 'size')).map((fault) => `390 px: ${fault}`));
  return faults;
}

async function walk(browser: Browser, stack: Stack, locale: string, states: PageState[]): Promise<string[]> {
  const all: string[] = [];
  const context = await browser.newContext({ locale });
  await context.addCookies([{ name: 'locale', value: locale, url: stack.url }]);
  for (const state of states) {
    const page = await context.newPage();
    const watch = watchConsole(page);
    watch.serverIsDown = state.cutOff !== undefined;
    const faults = await faultsOf(page, stack, locale, state);
    const complaints = watch.faults.filter((fault) => !state.complaint || !fault.includes(state.complaint));
    all.push(...[...faults, ...complaints].map((fault) => `${state.name}, ${locale}: ${fault}`));
    await page.close();
  }
  await context.close();
  return all;
}

let stack: Stack;
test.beforeAll(async () => {
  stack = await startStack({ relay: 1, web: 1, simulator: 1 });
});
test.afterAll(() => stack.stop());

test('no page has a fault that axe finds, or is too wide, cut off or hard to press, in any state', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const faults: string[] = [];
  await walkWorlds(stack, async (states) => {
    // Both languages at once: a page waits more than it works.
    const found = await Promise.all(['en', 'ko'].map((locale) => walk(browser, stack, locale, states)));
    faults.push(...found.flat());
  });
  expect(faults).toEqual([]);
});
