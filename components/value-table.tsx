'use client';

import { useTranslations } from 'use-intl';
import type { BacktestPoint } from '#contracts/backtest';
import type { Measure } from '#contracts/rule';
import { useFormats } from './format.tsx';
import { useMeasureText } from './measure-text.tsx';

/** The numbers of a chart of values, the newest first. */
export function ValueTable({ measure, points }: { measure: Measure; points: BacktestPoint[] }) {
  const t = useTranslations('rules.backtest.columns');
  const chart = useTranslations('live.chart');
  const { moment } = useFormats();
  const text = useMeasureText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    <section className="tablebox" tabIndex={0} aria-label={chart('asTable')}>
      <table className="tb">
        <thead>
          <tr>
            <th>{chart('time')}</th>
            <th className="num">{t('value')}</th>
            <th className="num">{t('limit')}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ at, value, threshold }) => (
            <tr key={at}>
              <td className="nw">{moment(at * 1_000)}</td>
              <td className="num b">{value === null ? '–' : text.value(measure, value)}</td>
              <td className="num">{threshold === null ? '–' : text.limit(measure, threshold)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
