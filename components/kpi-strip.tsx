'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { FocusSeries } from '#contracts/focus';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Bucket, Figure, Figures, Range } from '#contracts/socket';
import { money, percent, shortMoney } from '#hooks/figure-format';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';
import { ConversionAside, KpiAside, sumOf } from './kpi-aside.tsx';
import { KpiTile, type TileLine } from './kpi-tile.tsx';

/** Whole numbers stand in full up to here, on wide screens. */
const MOST_IN_FULL = 9_999_999;

type Props = { figures: Figures; buckets: Bucket[]; range: Range; currency: string; focus: FocusSeries | null };

/** The five figures; real and simulated together, with the simulated part apart where there is any. */
export function KpiStrip({ figures, buckets, range, currency, focus }: Props) {
  const t = useTranslations('live');
  const locale = useLocale();
  const { count, short, rate } = useFormats();
  const size = RANGE_SECONDS[range].bucket;
  const total = useLive().data?.total;
  // "–" only where nothing ever came: silence after traffic is 0, and says something.
  const isEmpty = !total || sumOf(total) === 0;
  const closed = isEmpty ? [] : buckets.slice(0, -1);
  const starts = closed.map(({ at }) => at);
  const shortened = (value: number) => shortMoney(value, currency, locale);
  const line = (of: (bucket: Bucket) => number | null, write = rate): TileLine => ({
    starts,
    values: closed.map(of),
    write,
  });
  /** A number of things: in full where there is room, else short with the exact one on it. */
  const counted = (figure: Figure, prefix = '') => {
    const value = Math.round(sumOf(figure.now));
    const exact = prefix + count(value);
    return {
      value: isEmpty ? null : value > MOST_IN_FULL ? prefix + short(value) : exact,
      short: value >= 10_000 ? prefix + short(value) : undefined,
      title: value >= 10_000 ? exact : undefined,
      aside: <KpiAside figure={figure} write={short} />,
    };
  };
  const { users, orders, revenue, conversion } = figures;
  const unfiltered = focus !== null;
  return (
    <section className="panel kpis" style={{ display: 'grid' }} aria-label={t('figures.label')}>
      <KpiTile
        label={focus ? t(`focus.tile_${focus.focus.by}`) : t('figures.events')}
        {...counted(focus ?? figures.events)}
        unit={focus?.per === 60 ? t('figures.perMinute') : t('figures.perSecond')}
        line={
          focus ? focusLine(focus, rate) : { ...line((bucket) => totalOf(bucket) / size), ...hourAgo(closed, size) }
        }
      />
      <KpiTile
        label={t('figures.users')}
        {...counted(users, '≈\u00a0')}
        unit={t('figures.in5min')}
        line={line(
          ({ users }) => users,
          (value) => `≈\u00a0${count(value)}`,
        )}
        unfiltered={unfiltered}
      />
      <KpiTile
        label={t('figures.orders')}
        {...counted(orders)}
        unit={t('figures.perMinute')}
        line={line((bucket) => bucket.orders)}
        unfiltered={unfiltered}
      />
      <KpiTile
        label={t('figures.revenue')}
        value={isEmpty ? null : shortened(sumOf(revenue.now))}
        title={isEmpty ? undefined : money(sumOf(revenue.now), currency, locale)}
        unit={t('figures.perMinute')}
        aside={<KpiAside figure={revenue} write={shortened} />}
        line={line(
          (bucket) => bucket.revenue,
          (value) => money(value, currency, locale),
        )}
        unfiltered={unfiltered}
      />
      <KpiTile
        label={t('figures.conversion')}
        value={isEmpty || conversion.now.all === null ? null : percent(conversion.now.all, locale, 2)}
        unit={t('figures.inRange', { range: t(`range.${range}`) })}
        aside={<ConversionAside conversion={conversion} />}
        line={line(
          ({ views, orders }) => (views > 0 ? orders / views : null),
          (value) => percent(value, locale, 2),
        )}
        unfiltered={unfiltered}
      />
    </section>
  );
}

const totalOf = (bucket: Bucket) => bucket.simulated + bucket.byCategory.reduce((sum, n) => sum + n, 0);

const hourAgo = (closed: Bucket[], size: number) => ({
  compare: closed.map(({ total1hAgo }) => (total1hAgo > 0 ? total1hAgo / size : null)),
});

function focusLine({ points, per, seconds }: FocusSeries, write: TileLine['write']): TileLine {
  const closed = points.slice(0, -1);
  return {
    starts: closed.map(({ at }) => at),
    values: closed.map(({ real, simulated }) => ((real + simulated) * per) / seconds),
    compare: closed.map((point) => (point.hourAgo > 0 ? (point.hourAgo * per) / seconds : null)),
    write,
  };
}
