import { useTranslations } from 'use-intl';
import { useFormats } from './format.tsx';
import type { ChartSeries } from './rate-bands.tsx';

/** The chart's numbers as a table, newest first. */
export function ChartTable({ title, series: { points, bands, size, per } }: { title: string; series: ChartSeries }) {
  const t = useTranslations('live');
  const { fixed, time } = useFormats();
  const rate = (value: number) => fixed(value, decimalsOf(size, per));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    <section className="tablebox" tabIndex={0} aria-label={`${title}, ${t('chart.asTable')}`}>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('chart.time')}</th>
            <th className="num">{t('categories.total')}</th>
            {bands.map((band) => (
              <th key={band.key} className="num">
                {band.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.at}>
              <td>{time(point.at * 1_000)}</td>
              <td className="num b">{rate(point.total)}</td>
              {bands.map((band) => (
                <td key={band.key} className="num">
                  {rate(point[band.key] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** As many as rates of buckets of this length need to be exact, or told from their neighbours where they can't be. */
function decimalsOf(size: number, per: number): 0 | 1 | 2 {
  if (size === per) return 0;
  return size === 10 ? 1 : 2;
}
