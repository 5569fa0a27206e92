'use client';

import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { holdsOrders } from '#contracts/focus';
import { RANGE_SECONDS } from '#contracts/ranges';
import type { Figure, Figures, Range } from '#contracts/socket';
import { coversFigure, type FigureId } from '#hooks/breach';
import { money, percent, shortMoney } from '#hooks/figure-format';
import type { ChartView } from '#hooks/live-view';
import { focusLine, productLines, tileLines, userLine } from '#hooks/tile-lines';
import { useLive } from '#hooks/use-live';
import { useBreach } from './breach-mark.tsx';
import { useFormats } from './format.tsx';
import { ConversionAside, KpiAside, sumOf } from './kpi-aside.tsx';
import { KpiTile, type TileLine } from './kpi-tile.tsx';

/** Whole numbers stand in full up to here, on wide screens. */
const MOST_IN_FULL = 9_999_999;

/** `chart`: what the tiles' lines are drawn of, and the focus. */
type Props = { figures: Figures; chart: ChartView; range: Range; currency: string };

/** The five figures; real and simulated together, with the simulated part apart where there is any. */
export function KpiStrip({ figures, chart, range, currency }: Props) {
  const { buckets, focus } = chart;
  const t = useTranslations('live');
  const locale = useLocale();
  const { count, short, rate } = useFormats();
  const live = useLive();
  const breachIn = useBreach(live.alerts);
  const total = live.data?.total;
  // "–" only where nothing ever came: silence after traffic is 0, and says something.
  const isEmpty = !total || sumOf(total) === 0;
  // While the newest events are on their way still, figures are of what was counted last; of nothing then they are no 0.
  const isUnknown = ({ now }: Figure) => isEmpty || (live.late?.isOld === true && sumOf(now) === 0);
  const { bucket } = RANGE_SECONDS[chart.range];
  const ofAll = useMemo(() => tileLines(isEmpty ? [] : buckets.slice(0, -1), bucket), [isEmpty, buckets, bucket]);
  const ofFocus = useMemo(() => focus && focusLine(focus), [focus]);
  const ofProduct = focus?.orders;
  const lines = useMemo(
    () => ({
      ...ofAll,
      ...(focus?.orders && productLines(focus)),
      ...(focus?.users && { users: userLine(focus) }),
    }),
    [ofAll, focus],
  );
  const shortened = (value: number) => shortMoney(value, currency, locale, 3);
  /** What a tile shows of its figure beside the value: its line, and the alert that covers it. */
  const drawn = (figure: FigureId, write: TileLine['write'] = rate) => ({
    line: { ...lines[figure], write },
    // A rule looks at all products, and at all users.
    breach:
      ofProduct || (figure === 'users' && focus?.users) ? null : breachIn((measure) => coversFigure(measure, figure)),
  });
  /** A number of things: in full where there is room, else short with the exact one on it. */
  const counted = (figure: Figure, tone: string | undefined, prefix = '') => {
    const value = Math.round(sumOf(figure.now));
    const exact = prefix + count(value);
    return {
      value: isUnknown(figure) ? null : value > MOST_IN_FULL ? prefix + short(value) : exact,
      short: value >= 10_000 ? prefix + short(value) : undefined,
      title: !isUnknown(figure) && value >= 10_000 ? exact : undefined,
      aside: <KpiAside figure={figure} write={short} tone={tone} />,
    };
  };
  const events = ofFocus ? { line: { ...ofFocus, write: rate }, breach: null } : drawn('events');
  const users = drawn('users', (value) => `≈\u00a0${count(value)}`);
  const orders = drawn('orders');
  const revenue = drawn('revenue', (value) => money(value, currency, locale));
  const conversion = drawn('conversion', (value) => percent(value, locale, 2));
  const share = ofProduct?.conversion ?? figures.conversion;
  const unfiltered = focus !== null;
  const areOrdersIn = focus !== null && holdsOrders(focus.focus);
  return (
    <section className="panel kpis" style={{ display: 'grid' }} aria-label={t('figures.label')}>
      <KpiTile
        label={focus ? t(`focus.tile_${focus.focus.by}`) : t('figures.events')}
        {...counted(focus ?? figures.events, events.breach?.tone)}
        unit={focus?.per === 60 ? t('figures.perMinute') : t('figures.perSecond')}
        {...events}
      />
      <KpiTile
        label={t('figures.users')}
        {...counted(focus?.users ?? figures.users, users.breach?.tone, '≈\u00a0')}
        unit={t('figures.in5min')}
        {...users}
        unfiltered={unfiltered && !focus.users}
      />
      <KpiTile
        label={t('figures.orders')}
        {...counted(ofProduct ?? figures.orders, orders.breach?.tone)}
        unit={t('figures.perMinute')}
        {...orders}
        unfiltered={unfiltered && !ofProduct && !areOrdersIn}
      />
      <KpiTile
        label={t('figures.revenue')}
        value={isUnknown(figures.revenue) ? null : shortened(sumOf(figures.revenue.now))}
        title={isUnknown(figures.revenue) ? undefined : money(sumOf(figures.revenue.now), currency, locale)}
        unit={t('figures.perMinute')}
        aside={<KpiAside figure={figures.revenue} write={shortened} tone={revenue.breach?.tone} />}
        {...revenue}
        unfiltered={unfiltered && !areOrdersIn}
      />
      <KpiTile
        label={t('figures.conversion')}
        value={isEmpty || share.now.all === null ? null : percent(share.now.all, locale, 2)}
        unit={t('figures.inRange', { range: t(`range.${range}`) })}
        aside={<ConversionAside conversion={share} tone={conversion.breach?.tone} />}
        {...conversion}
        unfiltered={unfiltered && !ofProduct}
      />
    </section>
  );
}
