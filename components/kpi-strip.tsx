'use client';

import { useLocale, useTranslations } from 'use-intl';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Bucket, Figure, Figures, Range } from '#contracts/socket';
import { money, percent, shortMoney } from '#hooks/figure-format';
import { useLive } from '#hooks/use-live';
import { useFormats } from './format.tsx';
import { KpiTile } from './kpi-tile.tsx';

type Props = { figures: Figures; buckets: Bucket[]; range: Range; currency: string };

/** The five figures; real and simulated together, with the simulated part apart where there is any. */
export function KpiStrip({ figures, buckets, range, currency }: Props) {
  const t = useTranslations('live');
  const locale = useLocale();
  const { count } = useFormats();
  const size = RANGE_SECONDS[range].bucket;
  const total = useLive().data?.total;
  // "–" only where nothing ever came: silence after traffic is 0, and says something.
  const isEmpty = !total || sumOf(total) === 0;
  const closed = isEmpty ? [] : buckets.slice(0, -1);
  const whole = (value: number) => count(Math.round(value));
  const shortened = (value: number) => shortMoney(value, currency, locale);
  const shown = (figure: Figure, write: (value: number) => string) => (isEmpty ? null : write(sumOf(figure.now)));
  const aside = (figure: Figure, write: (value: number) => string) => <Aside figure={figure} write={write} />;
  const { events, users, orders, revenue, conversion } = figures;
  return (
    <section className="panel kpis" style={{ display: 'grid' }} aria-label={t('figures.label')}>
      <KpiTile
        label={t('figures.events')}
        value={shown(events, whole)}
        unit={t('figures.perSecond')}
        aside={aside(events, whole)}
        values={closed.map((bucket) => totalOf(bucket) / size)}
        compare={closed.map((bucket) => (bucket.total1hAgo > 0 ? bucket.total1hAgo / size : null))}
      />
      <KpiTile
        label={t('figures.users')}
        value={shown(users, (value) => `≈\u00a0${whole(value)}`)}
        unit={t('figures.in5min')}
        aside={aside(users, whole)}
        values={closed.map((bucket) => bucket.users)}
      />
      <KpiTile
        label={t('figures.orders')}
        value={shown(orders, whole)}
        unit={t('figures.perMinute')}
        aside={aside(orders, whole)}
        values={closed.map((bucket) => bucket.orders)}
      />
      <KpiTile
        label={t('figures.revenue')}
        value={shown(revenue, shortened)}
        title={isEmpty ? undefined : money(sumOf(revenue.now), currency, locale)}
        unit={t('figures.perMinute')}
        aside={aside(revenue, shortened)}
        values={closed.map((bucket) => bucket.revenue)}
      />
      <KpiTile
        label={t('figures.conversion')}
        value={isEmpty || conversion.now.all === null ? null : percent(conversion.now.all, locale, 2)}
        unit={t('figures.inRange', { range: t(`range.${range}`) })}
        aside={<ConversionAside conversion={conversion} />}
        values={closed.map((bucket) => (bucket.views > 0 ? bucket.orders / bucket.views : null))}
      />
    </section>
  );
}

const sumOf = ({ real, simulated }: Figure['now']) => real + simulated;
const totalOf = (bucket: Bucket) => bucket.simulated + bucket.byCategory.reduce((sum, n) => sum + n, 0);

/** "real + simulated" while there is simulated traffic, else the change against one hour ago. */
function Aside({ figure, write }: { figure: Figure; write: (value: number) => string }) {
  const t = useTranslations('live.figures');
  const locale = useLocale();
  const { now, hourAgo } = figure;
  if (now.simulated > 0) {
    const title = t('exact', { value: write(now.real), simulated: write(now.simulated) });
    return (
      <span className="t2" title={title}>
        <span className="wide-only">{write(now.real)} + </span>
        <span className="simtag">{write(now.simulated)}</span>
      </span>
    );
  }
  const before = hourAgo ? sumOf(hourAgo) : 0;
  if (before === 0) return null;
  const change = sumOf(now) / before - 1;
  return (
    <span className="t2">
      {change < 0 ? '▼' : '▲'} {percent(Math.abs(change), locale)} <span className="t3 desk">{t('hourAgo')}</span>
    </span>
  );
}

function ConversionAside({ conversion }: { conversion: Figures['conversion'] }) {
  const t = useTranslations('live.figures');
  const locale = useLocale();
  const { now, hourAgo } = conversion;
  if (now.real !== null && now.real !== now.all)
    return <span className="t2">{t('realOnly', { value: percent(now.real, locale, 2) })}</span>;
  if (now.all === null || hourAgo === null) return null;
  const change = (now.all - hourAgo) * 100;
  const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    Math.abs(change),
  );
  return (
    <span className="t2">
      {change < 0 ? '▼' : '▲'} {t('points', { value: points })} <span className="t3 desk">{t('hourAgo')}</span>
    </span>
  );
}
