'use client';

import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { Span } from '#hooks/chart-zoom';
import { useFormats } from './format.tsx';
import type { Band, ChartSeries, RatePoint } from './rate-bands.tsx';

type Props = {
  series: ChartSeries;
  point: RatePoint;
  /** Where the moment is, in percent of the plot. */
  left: number;
  /** What is being selected, while it is. */
  selected: Span | null;
};

/** The exact numbers of one bucket: the rate of each band, how many events that is, and the same one hour before. */
export function MomentPopover({ series, point, left, selected }: Props) {
  const t = useTranslations('live');
  const { span } = useFormats();
  const { bands, per, size } = series;
  return (
    <div
      className={`popover moment ${left > 50 ? 'before' : 'after'}`}
      style={{ '--x': `${left}%` } as CSSProperties}
      data-at={point.at}
    >
      <table>
        <caption>{span(point.at, point.at + size)}</caption>
        <thead>
          <tr>
            <th>
              <span className="sr">{t('probe.band')}</span>
            </th>
            <th>{per === 1 ? t('figures.perSecond') : t('figures.perMinute')}</th>
            <th>{t('probe.events')}</th>
          </tr>
        </thead>
        <tbody>
          {bands.toReversed().map((band) => (
            <BandRow key={band.key} band={band} point={point} series={series} />
          ))}
          <Row name={t('categories.total')} rate={point.total} series={series} strong />
          {point.hourAgo !== null && <Row name={t('figures.anHourAgo')} rate={point.hourAgo} series={series} />}
        </tbody>
      </table>
      {selected && <p className="t3 fs11">{t('probe.zoomHint', { span: span(selected.from, selected.to) })}</p>}
    </div>
  );
}

/** Where a category's simulated part lies in the hatched band of all, its own numbers still stand beside the real ones. */
function BandRow({ band, point, series }: { band: Band; point: RatePoint; series: ChartSeries }) {
  return (
    <Row
      name={band.name}
      swatch={band}
      rate={point[band.key] ?? 0}
      simulated={band.category && !band.simulated ? (point[`sim_${band.category}`] ?? 0) : 0}
      series={series}
    />
  );
}

type RowProps = {
  name: string;
  rate: number;
  simulated?: number;
  swatch?: Band;
  series: ChartSeries;
  strong?: boolean;
};

function Row({ name, rate, simulated = 0, swatch, series: { size, per }, strong }: RowProps) {
  const { count, rate: write } = useFormats();
  const events = (value: number) => count(Math.round((value * size) / per));
  const isHatched = swatch?.category === null;
  return (
    <tr className={strong ? 'b' : undefined}>
      <th scope="row">
        {swatch && (
          <i className={isHatched ? 'hatch' : undefined} style={{ background: isHatched ? undefined : swatch.color }} />
        )}
        <span className="cut">{name}</span>
      </th>
      <td>
        {write(rate)}
        {simulated > 0 && <span className="simtag">+{write(simulated)}</span>}
      </td>
      <td>
        {events(rate)}
        {simulated > 0 && <span className="simtag">+{events(simulated)}</span>}
      </td>
    </tr>
  );
}
