'use client';

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { LOCALE_COOKIE, type Locale, MESSAGES } from './messages.tsx';

const ONE_YEAR_SECONDS = 31_536_000;

type LocaleSwitch = { locale: Locale; setLocale: (locale: Locale) => void };
const LocaleContext = createContext<LocaleSwitch | null>(null);

type Props = { initialLocale: Locale; timeZone: string; children: ReactNode };

/** Texts and formats of the chosen language, in the project's time zone. */
export function I18nProvider({ initialLocale, timeZone, children }: Props) {
  const [locale, setState] = useState(initialLocale);
  const setLocale = useCallback((next: Locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${LOCALE_COOKIE}=${next}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
    document.documentElement.lang = next;
    setState(next);
  }, []);
  const value = useMemo(() => ({ locale, setLocale }), [locale, setLocale]);
  return (
    <LocaleContext value={value}>
      <IntlProvider locale={locale} messages={MESSAGES[locale]} timeZone={timeZone}>
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
