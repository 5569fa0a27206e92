'use client';

import { useLocale, useTranslations } from 'use-intl';
import { lengthOf } from '#contracts/measured';
import type { Measure, Quantity } from '#contracts/rule';
import { isShare } from '#contracts/rule-limits';
import { percent, shortMoney } from '#hooks/figure-format';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';

const MINUTE = 60;

/** How what a rule measures is written: its values in their unit, and what is counted. */
export function useMeasureText() {
  const t = useTranslations('alerts');
  const categories = useTranslations('live.categories');
  const locale = useLocale();
  const { count, rate, duration } = useFormats();
  const { settings } = useLive();
  const money = (value: number) => shortMoney(value, settings.currency, locale);
  /** "min", "5 min", "분": what a value is of. */
  const window = (seconds: number) => lengthOf(seconds, (unit, count) => t(`window.${unit}`, { count }));
  const per = (value: string, seconds: number) => t('value.per', { value, window: window(seconds) });
  const valueText = (measure: Measure, value: number, decimals = 1): string => {
    switch (measure.kind) {
      case 'ratio':
        if (isShare(measure)) return percent(value, locale, decimals);
        return measure.numerator.of === 'revenue' ? money(value) : rate(value);
      case 'noData':
        return duration(value);
      case 'books':
        return t('value.records', { value: count(value) });
      case 'value': {
        if (measure.quantity.of === 'users') return t('value.users', { value: count(value) });
        const amount = measure.quantity.of === 'revenue' ? money(value) : count(Math.round(value));
        return per(amount, measure.windowSeconds);
      }
      default:
        return per(count(Math.round(value)), MINUTE);
    }
  };
  const length = (seconds: number) => lengthOf(seconds, (unit, count) => t(`length.${unit}`, { count }));
  const quantity = ({ of, names, category, where }: Quantity): string => {
    const all = category ? categories(category) : t('quantity.all');
    const events = names ? names.join(' + ') : all;
    const isOfSome = names !== null || category !== null;
    const users = isOfSome ? t('quantity.usersBy', { what: events }) : t('quantity.users');
    const revenue = isOfSome ? t('quantity.revenueOf', { what: events }) : t('quantity.revenue');
    const what = of === 'events' ? events : of === 'users' ? users : revenue;
    if (!where) return what;
    return t('quantity.where', { what, where: where.map(({ path, value }) => `${path}=${value}`).join(', ') });
  };
  return {
    window,
    /** "1 min", "1분": how long something is to be, where what was measured is "1 m 00 s". */
    length,
    value: valueText,
    /** As people set limits: "20%" and "1 min", where measured values are "31.4%" and "1 m 04 s". */
    limit: (measure: Measure, value: number, decimals = 1): string =>
      measure.kind === 'noData' ? length(value) : valueText(measure, value, isWhole(value, decimals) ? 0 : decimals),
    quantity,
    /** "Refunds / (Orders + Renewals)". */
    ratio: ({ numerator, denominator }: Extract<Measure, { kind: 'ratio' }>): string =>
      [numerator, denominator].map((part) => (isSum(part) ? `(${quantity(part)})` : quantity(part))).join(' / '),
  };
}

/** Of a share, as a percentage of so many decimals. */
const isWhole = (share: number, decimals: number) => Number.isInteger(Number((share * 100).toFixed(decimals)));

/** Written with a plus, which binds less than what it may stand in. */
const isSum = ({ names }: Quantity) => names !== null && names.length > 1;
