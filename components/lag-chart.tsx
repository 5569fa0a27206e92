'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Pipeline } from '#contracts/pipeline';
import { BEHIND_LIMIT_MS, type BehindChart, behindChart } from '#hooks/behind-chart';
import { areaPath, evenly, linePath } from '#hooks/plot-path';
import { TimeAxis } from './chart-grid.tsx';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';
import { TableToggle } from './table-toggle.tsx';

/** How far the counts were behind Kafka, minute by minute, with the limit of what is live. */
export function LagChart({ pipeline, stale }: { pipeline: Pipeline; stale: boolean }) {
  const t = useTranslations('pipeline.lag');
  const { time, seconds } = useSeconds();
  const [asTable, setAsTable] = useState(false);
  const chart = behindChart(pipeline.behind, Date.parse(pipeline.at));
  const now = chart.values.at(-1) ?? null;
  const { peak } = chart;
  const words = peak && t('peak', { value: seconds(peak.ms), time: time(peak.minute * 1_000).slice(0, 5) });
  return (
    <section className="panel lagp" aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <span className="t3 fs12 cut">{t('about')}</span>
        <span className="end row">
          {words && <span className="t3 fs12 nw desk">{words}</span>}
          {now !== null && !stale && <span className="fs12 nw">{t('now', { value: seconds(now) })}</span>}
          {peak !== null && <TableToggle on={asTable} toggle={() => setAsTable((is) => !is)} />}
        </span>
      </header>
      {peak === null && <EmptyState text={t('empty')} />}
      {peak !== null && asTable && <LagTable chart={chart} />}
      {peak !== null && !asTable && (
        <div
          className="lagbox"
          role="img"
          aria-label={t('summary', { now: now === null ? '–' : seconds(now), peak: seconds(peak.ms) })}
        >
          <LagPlot chart={chart} stale={stale} />
        </div>
      )}
    </section>
  );
}

function LagPlot({ chart: { from, to, values, topMs }, stale }: { chart: BehindChart; stale: boolean }) {
  const t = useTranslations('pipeline.lag');
  const live = useTranslations('live.chart');
  const { seconds } = useSeconds();
  const scale = { x: evenly(values.length), y: (ms: number) => 1 - ms / topMs };
  const limit = `${100 - (100 * BEHIND_LIMIT_MS) / topMs}%`;
  return (
    <div className="lagplot" aria-hidden="true">
      {[0, 0.5, 1].map((share) => (
        <span key={share}>
          <i className="gl" style={{ bottom: `${share * 100}%` }} />
          <span className="yl" style={{ right: 'calc(100% + 8px)', top: `${(1 - share) * 100}%` }}>
            {seconds(share * topMs, 0)}
          </span>
        </span>
      ))}
      <svg className="plot" viewBox="0 0 1 1" preserveAspectRatio="none" fill="none" aria-hidden="true">
        <path d={areaPath(values, scale)} fill="var(--accent)" opacity=".12" />
        <path d={linePath(values, scale)} stroke="var(--accent)" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      <i className="limit" style={{ top: limit }} />
      <span className="limitl red" style={{ top: limit }}>
        {t('limit', { value: seconds(BEHIND_LIMIT_MS, 0) })}
      </span>
      <TimeAxis from={from} to={to} end={stale ? null : live('now')} />
    </div>
  );
}

function LagTable({ chart: { from, values } }: { chart: BehindChart }) {
  const t = useTranslations('pipeline.lag');
  const live = useTranslations('live.chart');
  const { time, seconds } = useSeconds();
  const rows = values.flatMap((value, index) => (value === null ? [] : [[from + index * 60, value] as const]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    <section className="tablebox" tabIndex={0} aria-label={`${t('title')}, ${live('asTable')}`}>
      <table className="tb">
        <thead>
          <tr>
            <th>{t('time')}</th>
            <th className="num">{t('value')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(([minute, ms]) => (
            <tr key={minute}>
              <td>{time(minute * 1_000).slice(0, 5)}</td>
              <td className="num">{seconds(ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** "0.3 s" of milliseconds, in the language's way; longer ones as minutes. */
function useSeconds() {
  const t = useTranslations('pipeline');
  const { time, tenth, count, duration } = useFormats();
  return {
    time,
    seconds: (ms: number, decimals: 0 | 1 = 1) =>
      ms >= 60_000
        ? duration(ms / 1_000)
        : t('seconds', { seconds: decimals === 0 ? count(ms / 1_000) : tenth(ms / 1_000) }),
  };
}
