import enAlerts from './messages/en/alerts.json';
import enCommands from './messages/en/commands.json';
import enEvents from './messages/en/events.json';
import enLive from './messages/en/live.json';
import enPipeline from './messages/en/pipeline.json';
import enShell from './messages/en/shell.json';
import koAlerts from './messages/ko/alerts.json';
import koCommands from './messages/ko/commands.json';
import koEvents from './messages/ko/events.json';
import koLive from './messages/ko/live.json';
import koPipeline from './messages/ko/pipeline.json';
import koShell from './messages/ko/shell.json';

export const LOCALES = ['en', 'ko'] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_COOKIE = 'locale';

const en = {
  shell: enShell,
  live: enLive,
  alerts: enAlerts,
  commands: enCommands,
  events: enEvents,
  pipeline: enPipeline,
};

/** All texts, in both languages: switching needs no request. Typed by English, so a missing Korean text is a type error. */
export const MESSAGES: Record<Locale, typeof en> = {
  en,
  ko: { shell: koShell, live: koLive, alerts: koAlerts, commands: koCommands, events: koEvents, pipeline: koPipeline },
};

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}

/** The language of a visitor: chosen before, else the first one of the browser's that exists here. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = [cookie, ...(acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())];
  return LOCALES.find((locale) => locale === wanted.find((code) => LOCALES.some((known) => known === code))) ?? 'en';
}
