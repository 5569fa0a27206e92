'use client';

import { useMemo } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { dateFormat, numberFormat } from '#contracts/intl-formats';
import { shortCount } from '#hooks/figure-format';

const MINUTE = 60;
const HOUR = 3_600;
/** Never broken over two lines. */
const nowrap = (text: string) => text.replaceAll(' ', '\u00a0');
const pad = (value: number) => String(value).padStart(2, '0');

/** "relay-daad1825" of a process's id, which ends in a UUID: enough to tell those alive apart. */
export const shortId = (id: string) => id.replace(/(-[0-9a-f]{8})-[0-9a-f-]{27}$/, '$1');

/** How numbers, times and durations are written in the chosen language and the project's time zone. */
export function useFormats() {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const t = useTranslations('shell.duration');
  return useMemo(() => {
    const clock = dateFormat('en-GB', { timeZone, timeStyle: 'medium' });
    const fineClock = dateFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
    });
    const calendar = dateFormat(locale, { timeZone, dateStyle: 'medium' });
    const whole = numberFormat(locale, { maximumFractionDigits: 0 });
    const hundredths = numberFormat(locale, { maximumFractionDigits: 2 });
    const bothHundredths = numberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const tenths = numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const duration = (totalSeconds: number) => {
      const seconds = Math.max(0, Math.floor(totalSeconds));
      const text =
        seconds < MINUTE
          ? t('seconds', { seconds: String(seconds) })
          : seconds < HOUR
            ? t('minutes', { minutes: String(Math.floor(seconds / MINUTE)), seconds: pad(seconds % MINUTE) })
            : t('hours', {
                hours: String(Math.floor(seconds / HOUR)),
                minutes: pad(Math.floor((seconds % HOUR) / MINUTE)),
              });
      return nowrap(text);
    };
    return {
      /** HH:MM:SS of an epoch time in ms. */
      time: (epochMs: number) => clock.format(epochMs),
      /** Date and HH:MM:SS of an epoch time in ms. */
      moment: (epochMs: number) => `${calendar.format(epochMs)} ${clock.format(epochMs)}`,
      /** HH:MM:SS.mmm of an epoch time in ms. */
      fineTime: (epochMs: number) => fineClock.format(epochMs),
      /** "14:20–14:24" of epoch times in s, with seconds where they matter. */
      span: (from: number, to: number) => {
        const length = from % MINUTE === 0 && to % MINUTE === 0 ? 5 : 8;
        return `${clock.format(from * 1_000).slice(0, length)}–${clock.format(to * 1_000).slice(0, length)}`;
      },
      count: (value: number) => whole.format(value),
      /** For tight places: "12.4K", "1.2만". */
      short: (value: number) => shortCount(value, locale),
      /** Round numbers along an axis. */
      tick: (value: number) => shortCount(value, locale, 2),
      /** Exact to two decimals: as many as the rate of a bucket needs to be told from its neighbours. */
      rate: (value: number) => hundredths.format(value),
      /** In columns, where digits stand under one another. */
      fixed: (value: number, decimals: 0 | 1 | 2) => [whole, tenths, bothHundredths][decimals]?.format(value) ?? '',
      tenth: (value: number) => tenths.format(value),
      /** "4 m 04 s". */
      duration,
      /** How far behind something is: tenths of a second below a minute, where they matter. */
      age: (ms: number) =>
        ms < MINUTE * 1_000 - 50 ? nowrap(t('seconds', { seconds: tenths.format(ms / 1_000) })) : duration(ms / 1_000),
    };
  }, [locale, timeZone, t]);
}
