'use client';

import { useTranslations } from 'use-intl';
import { ticksOf } from '#hooks/nice-axis';
import { useFormats } from './format.tsx';

const STEPS_SECONDS = [1, 5, 15, 30, 60, 180, 300, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];
const MOST_STEPS = 6;
/** Shorter axes have seconds in their labels. */
const FINE_SECONDS = 120;
/** Room that the label at the right end needs on a phone, as a share of the axis: with seconds, and without. */
const [FINE_END_SHARE, END_SHARE] = [0.25, 0.16];

/** `isNow`: the axis ends in the present. */
type Props = { top: number; from: number; to: number; isNow: boolean };

/** Horizontal lines with their values, and the times below; `from` and `to` in epoch seconds. */
export function ChartGrid({ top, from, to, isNow }: Props) {
  const t = useTranslations('live.chart');
  const { count, tick } = useFormats();
  return (
    <>
      {ticksOf(top).map((value) => (
        <span key={value} aria-hidden="true">
          <i className="gl" style={{ bottom: `${(100 * value) / top}%` }} />
          <span
            className="yl"
            style={{ right: 'calc(100% + 8px)', top: `${100 - (100 * value) / top}%` }}
            title={count(value)}
          >
            {tick(value)}
          </span>
        </span>
      ))}
      <TimeAxis from={from} to={to} end={isNow ? t('now') : null} />
    </>
  );
}

/** Round times below a plot, and its `end`: null for the time itself. */
export function TimeAxis({ from, to, end }: Pick<Props, 'from' | 'to'> & { end: string | null }) {
  const { time } = useFormats();
  const length = Math.max(1, to - from);
  const timeOn = (second: number) => time(second * 1_000).slice(0, length < FINE_SECONDS ? 8 : 5);
  return (
    <span className="xaxis" aria-hidden="true">
      {timesOf(from, to).map((second) => (
        <span key={second} className="xl" style={{ left: `${(100 * (second - from)) / length}%` }}>
          {timeOn(second)}
        </span>
      ))}
      <span className="xl b" style={{ left: '100%' }}>
        {end ?? timeOn(to)}
      </span>
    </span>
  );
}

/** Round times that leave room for the label at the end. */
function timesOf(from: number, to: number): number[] {
  const length = to - from;
  const step = STEPS_SECONDS.find((each) => length / each <= MOST_STEPS) ?? Math.ceil(length / MOST_STEPS);
  const first = Math.ceil(from / step) * step;
  const last = to - length * (length < FINE_SECONDS ? FINE_END_SHARE : END_SHARE);
  return Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, index) => first + index * step);
}

/** What was missed: from the last point drawn (share of the width) to this moment. */
export function StaleGap({ since, left }: { since: number; left: number }) {
  const t = useTranslations('live.chart');
  const { time } = useFormats();
  return (
    <div className="hatch stalegap" style={{ left: `${left * 100}%` }}>
      <span className="amb fs11 b nw">{t('noDataSince', { time: time(since * 1_000) })}</span>
    </div>
  );
}

/** Where in the range (share of the width) the simulation began that runs now. */
export function SimulationMark({ since, left }: { since: number; left: number }) {
  const t = useTranslations('live.chart');
  const { time } = useFormats();
  return (
    <div className="simmark" style={{ left: `${left * 100}%` }}>
      <span className={left > 0.5 ? 'simtag before' : 'simtag'}>
        {t('simulationStarted', { time: time(since * 1_000) })}
      </span>
    </div>
  );
}
