import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { createTranslator } from 'use-intl/core';
import { OTHER_LANGUAGE } from '#components/language-toggle';
import { LOCALE_COOKIE, type Locale, MESSAGES } from '#components/messages';
import { watchConsole } from './page-faults.ts';

const PHONE_BELOW_PX = 768;

/** One way in which a page is seen; what is narrow is a phone, touched with fingers. */
export type Look = { locale: Locale; theme: 'dark' | 'light'; width: number };

/** Both languages, both themes, and the widths that the pages are made for. */
export const LOOKS: Look[] = [
  { locale: 'en', theme: 'dark', width: 1440 },
  { locale: 'ko', theme: 'light', width: 2560 },
  { locale: 'en', theme: 'light', width: 768 },
  { locale: 'ko', theme: 'dark', width: 390 },
];

export const lookName = ({ locale, theme, width }: Look) => `${locale}, ${theme}, ${width} px`;

/** The page's own texts, in the language of a look. */
export function textsOf(locale: Locale) {
  return createTranslator({ locale, messages: MESSAGES[locale] });
}

export type Seen = Awaited<ReturnType<typeof openLook>>;

/** Opens an address in a look, in a browser context of its own; `prepare` is done to the page before. */
export async function openLook(browser: Browser, address: string, look: Look, prepare?: Prepare) {
  const isPhone = look.width < PHONE_BELOW_PX;
  const viewport = { width: look.width, height: isPhone ? 844 : 1_000 };
  const context = await browser.newContext({ viewport, isMobile: isPhone, hasTouch: isPhone, locale: look.locale });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addCookies([{ name: LOCALE_COOKIE, value: look.locale, url: new URL(address).origin }]);
  await context.addInitScript((theme) => {
    // A theme that is chosen on the page has to outlive a reload.
    if (!localStorage.getItem('theme')) localStorage.setItem('theme', theme);
  }, look.theme);
  const page = await context.newPage();
  const watch = watchConsole(page);
  await prepare?.(page);
  await page.goto(address);
  await expect(page.locator('html')).toHaveAttribute('lang', look.locale);
  await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme);
  /** By finger on a phone, else by mouse. */
  const press = (target: Locator) => (isPhone ? target.tap() : target.click());
  return { page, look, isPhone, watch, press, t: textsOf(look.locale), close: () => context.close() };
}

export type Prepare = (page: Page) => Promise<unknown>;

/** One page for each look, for what happens once and is seen in all of them. */
export function openLooks(browser: Browser, address: string, prepare?: Prepare, looks = LOOKS) {
  return Promise.all(looks.map((look) => openLook(browser, address, look, prepare)));
}

/** No browser may have complained, of anything but what was `provoked`. */
export async function closeLooks(pages: Seen[], provoked?: string): Promise<void> {
  for (const { watch } of pages)
    expect(watch.faults.filter((fault) => !provoked || !fault.includes(provoked))).toEqual([]);
  await Promise.all(pages.map(({ close }) => close()));
}

/** By the button in the bar, which stands in a phone's menu; gives the texts of the other language. */
export async function changeLanguage({ page, look, isPhone, press, t }: Seen) {
  const other = OTHER_LANGUAGE[look.locale];
  if (isPhone) await press(page.getByRole('button', { name: t('shell.nav.more') }));
  await press(page.getByRole('button', { name: other.name }));
  await expect(page.locator('html')).toHaveAttribute('lang', other.locale);
  return textsOf(other.locale);
}

export type Place = [x: number, y: number];

/**
 * A finger that is put down at the first place, drawn to each of the others, and lifted when it has come to rest: one
 * lifted in motion flings what it scrolls, and Chromium takes the next tap for the one that stops it.
 */
export async function drawWithFinger(page: Page, first: Place, ...others: Place[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const STEPS = 5;
  const STEP_SECONDS = 0.02;
  const REST_SECONDS = 0.5;
  let timestamp = Date.now() / 1_000 - REST_SECONDS - STEPS * others.length * STEP_SECONDS;
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) => {
    timestamp += type === 'touchEnd' ? REST_SECONDS : STEP_SECONDS;
    return devtools.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp });
  };
  let [x, y] = first;
  await touch('touchStart', [{ x, y }]);
  for (const [toX, toY] of others) {
    for (let step = 1; step <= STEPS; step += 1) {
      const share = step / STEPS;
      await touch('touchMove', [{ x: x + (toX - x) * share, y: y + (toY - y) * share }]);
    }
    [x, y] = [toX, toY];
  }
  await touch('touchEnd', []);
  await devtools.detach();
}
