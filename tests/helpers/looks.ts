import { type Browser, expect, type Page } from '@playwright/test';
import { createTranslator } from 'use-intl/core';
import { LOCALE_COOKIE, type Locale, MESSAGES } from '#components/messages';
import { watchConsole } from './page-faults.ts';

const PHONE_BELOW_PX = 768;

/** One way in which a page is seen; what is narrow is a phone, touched with fingers. */
export type Look = { locale: Locale; theme: 'dark' | 'light'; width: number };

export const DESK: Look = { locale: 'en', theme: 'dark', width: 1440 };
/** Both languages, both themes, and the widths that the pages are made for. */
export const LOOKS: Look[] = [
  DESK,
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

/** Opens an address in a look, in a browser context of its own. */
export async function openLook(browser: Browser, address: string, look: Look) {
  const isPhone = look.width < PHONE_BELOW_PX;
  const viewport = { width: look.width, height: isPhone ? 844 : 1_000 };
  const context = await browser.newContext({ viewport, isMobile: isPhone, hasTouch: isPhone });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addCookies([{ name: LOCALE_COOKIE, value: look.locale, url: new URL(address).origin }]);
  await context.addInitScript((theme) => {
    // A theme that is chosen on the page has to outlive a reload.
    if (!localStorage.getItem('theme')) localStorage.setItem('theme', theme);
  }, look.theme);
  const page = await context.newPage();
  const watch = watchConsole(page);
  await page.goto(address);
  await expect(page.locator('html')).toHaveAttribute('lang', look.locale);
  await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme);
  return { page, look, isPhone, watch, t: textsOf(look.locale), close: () => context.close() };
}

/** A finger that is put down at the first place, drawn to the second and lifted. */
export async function drawWithFinger(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const STEPS = 5;
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd' ? [] : [{ x: from[0] + (to[0] - from[0]) * share, y: from[1] + (to[1] - from[1]) * share }],
    });
  await touch('touchStart', 0);
  for (let step = 1; step <= STEPS; step += 1) await touch('touchMove', step / STEPS);
  await touch('touchEnd', 1);
  await devtools.detach();
}
