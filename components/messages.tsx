import { LOCALES, type Locale } from './locales.tsx';
import { en } from './messages-en.tsx';
import { ko } from './messages-ko.tsx';

export { LOCALE_COOKIE, type Locale } from './locales.tsx';
export type Messages = typeof en;

/** All texts, in both languages: for the server, which gives a page those of its language. */
export const MESSAGES: Record<Locale, Messages> = { en, ko };

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** The language of a visitor: chosen before, else the first one of the browser's that exists here. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [cookie, ...(acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())];
  return LOCALES.find((locale) => locale === wanted.find((code) => LOCALES.some((known) => known === code))) ?? 'en';
}
