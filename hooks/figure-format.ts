import { numberFormat } from '#contracts/intl-formats';

/**
 * "₩11.6M", "₩1,161만": money in three digits or so, in the way of the language. `leastDigits` of what is shortened: what
 * changes all the time keeps its width by them.
 */
export function shortMoney(value: number, currency: string, locale: string, leastDigits = 1): string {
  if (locale === 'ko' && value >= 10_000 && value < 1e8) {
    const symbol = numberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value;
    return `${symbol}${numberFormat(locale, { maximumFractionDigits: value < 1e6 ? 1 : 0 }).format(value / 10_000)}만`;
  }
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: value >= 10_000 ? 'compact' : 'standard',
    minimumSignificantDigits: value >= 10_000 ? leastDigits : undefined,
    maximumSignificantDigits: value >= 10_000 ? 3 : undefined,
    maximumFractionDigits: value >= 10_000 ? undefined : 0,
  }).format(value);
}

export function money(value: number, currency: string, locale: string): string {
  return numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(value);
}

/** Percent of a share 0..1, with so many decimals and no space. */
export function percent(share: number, locale: string, decimals = 1): string {
  return numberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(share);
}

/** From here on a number is shortened in tight places. */
const SHORT_FROM = 10_000;

/** A count for tight places: "9,999", then "12.4K" or "1.2만", in the way of the language; exact with 2 decimals on an axis. */
export function shortCount(value: number, locale: string, decimals: 1 | 2 = 1): string {
  const isShort = Math.round(value) >= SHORT_FROM;
  return numberFormat(locale, {
    notation: isShort ? 'compact' : 'standard',
    maximumFractionDigits: isShort ? decimals : 0,
  }).format(value);
}

/** A change with its direction; one that is written as nothing has none. `none`: how a change of 0 is written. */
export function signed(change: number, written: string, none: string): string {
  return written === none ? written : `${change < 0 ? '▼' : '▲'} ${written}`;
}
