import type { Locale } from './locales.tsx';
import en from './messages/en/fatal.json' with { type: 'json' };
import ko from './messages/ko/fatal.json' with { type: 'json' };

/** Of the page that stands in the place of everything: few enough to come along with every page, in both languages. */
export const FATAL: Record<Locale, typeof en> = { en, ko };
