'use client';

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { LOCALE_COOKIE, type Locale } from './locales.tsx';
import type { Messages } from './messages.tsx';

const ONE_YEAR_SECONDS = 31_536_000;

type LocaleSwitch = { locale: Locale; setLocale: (locale: Locale) => void };
const LocaleContext = createContext<LocaleSwitch | null>(null);

/** A page comes with the texts of its language, and loads the others when they are asked for. */
const LOAD: Record<Locale, () => Promise<Messages>> = {
  en: () => import('./messages-en.tsx').then(({ en }) => en),
  ko: () => import('./messages-ko.tsx').then(({ ko }) => ko),
};

type Texts = { locale: Locale; messages: Messages };
type Props = { initial: Texts; timeZone: string; children: ReactNode };

/** Texts and formats of the chosen language, in the project's time zone. */
export function I18nProvider({ initial, timeZone, children }: Props) {
  const [{ locale, messages }, setTexts] = useState(initial);
  const setLocale = useCallback(async (next: Locale) => {
    // Without a connection the texts can't come: then the page stays in the language that it has.
    const messages = await LOAD[next]().catch(() => null);
    if (!messages) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${LOCALE_COOKIE}=${next}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
    document.documentElement.lang = next;
    setTexts({ locale: next, messages });
  }, []);
  const value = useMemo(() => ({ locale, setLocale }), [locale, setLocale]);
  return (
    <LocaleContext value={value}>
      <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
        {children}
      </IntlProvider>
    </LocaleContext>
  );
}

/** The language shown, and how to change it without a reload. */
export function useLocaleSwitch(): LocaleSwitch {
  const value = use(LocaleContext);
  if (!value) throw new Error('useLocaleSwitch must be used below I18nProvider');
  return value;
}
