'use client';

import { useLocaleSwitch } from './i18n.tsx';
import type { Locale } from './locales.tsx';

export const OTHER_LANGUAGE: Record<Locale, { locale: Locale; name: string }> = {
  en: { locale: 'ko', name: '한국어' },
  ko: { locale: 'en', name: 'English' },
};

/** Names the other language, in that language. */
export function LanguageToggle() {
  const { locale, setLocale } = useLocaleSwitch();
  const other = OTHER_LANGUAGE[locale];
  return (
    <button type="button" className="btn ghost lang" lang={other.locale} onClick={() => setLocale(other.locale)}>
      {other.name}
    </button>
  );
}
