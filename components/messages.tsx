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

/** The language of a visitor: chosen before, else the one of those that exist here that the browser wants most. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const known = [cookie, ...wantedLanguages(acceptLanguage ?? '')].map((code) =>
    LOCALES.find((locale) => locale === code),
  );
  return known.find((locale) => locale !== undefined) ?? 'en';
}

/** Primary tags of an Accept-Language header, most wanted first; `q=0` is not wanted at all. */
function wantedLanguages(header: string): string[] {
  const entries = header.split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((text) => text.startsWith('q='))?.slice(2);
    return { primary: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
  const wanted = entries.filter(({ quality }) => quality > 0);
  return wanted.sort((a, b) => b.quality - a.quality).map(({ primary }) => primary);
}
