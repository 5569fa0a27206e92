'use client';

import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BacktestPoint } from '#contracts/backtest';
import type { Measure } from '#contracts/rule';
import { evenly, linePath } from '#hooks/plot-path';
import { axisOf, gapsOf, topOf } from '#hooks/value-scale';
import { TimeAxis } from './chart-grid.tsx';
import { LimitHandle } from './limit-handle.tsx';
import { useMeasureText } from './measure-text.tsx';

type Props = {
  measure: Measure;
  /** At equal distances `from` … `to`, epoch seconds. */
  points: BacktestPoint[];
  from: number;
  to: number;
  /** What the newest value is compared with. */
  limit: number;
  /** All of it in one sentence. */
  summary: string;
  /** Where the limit can be dragged. */
  onLimit?: (limit: number) => void;
  /** What stands behind the lines: `at` gives a second's place. */
  children: (at: (second: number) => number) => ReactNode;
};

/** So much of the width the limit's label may take. */
const LABEL_SHARE = 0.35;

/** What a rule measures, with its limit. */
export function ValueChart({ measure, points, from, to, limit, summary, onLimit, children }: Props) {
  const t = useTranslations('rules.backtest');
  const text = useMeasureText();
  // Under somebody's hand the axis stays as it is.
  const [heldTop, setHeldTop] = useState<number | null>(null);
  const top = heldTop ?? topOf(measure, points);
  const scale = { x: evenly(points.length), y: (value: number) => 1 - value / top };
  // One that no moment has another of is a level, whatever is not known between.
  const isLevel = onLimit !== undefined || points.every(({ threshold }) => threshold === null || threshold === limit);
  const limitY = Math.min(1, Math.max(0, scale.y(limit)));
  // Beside the end of a line that moves, on its nearer side: it would cross the label out.
  const nearEnd = points.slice(-Math.ceil(points.length * LABEL_SHARE)).flatMap(({ threshold }) => threshold ?? []);
  const over = Math.max(0, Math.min(limitY, ...nearEnd.map(scale.y)));
  const under = Math.min(1, Math.max(limitY, ...nearEnd.map(scale.y)));
  const isUnder = !isLevel && under - limitY < limitY - over;
  const labelY = isLevel ? limitY : isUnder ? under : over;
  const line = (values: (number | null)[], name: string) => <path d={linePath(values, scale)} className={name} />;
  return (
    <div className="btbox">
      <div className="btplot">
        <div className="btdrawn" role="img" aria-label={summary}>
          <div aria-hidden="true">
            <Axes measure={measure} top={top} from={from} to={to} />
            {gapsOf(points).map((gap) => (
              <span
                key={gap.from}
                className="btgap"
                style={{ left: `${100 * gap.from}%`, width: `${100 * (gap.to - gap.from)}%` }}
              />
            ))}
            {children((second) => (100 * (second - from)) / (to - from))}
            {/* Under the lines, which it would hide. */}
            <span
              className={`limitl red ${isLevel ? 'level' : isUnder ? 'under' : ''}`}
              style={{ top: `${100 * labelY}%` }}
            >
              {t('limit', { limit: text.limit(measure, limit) })}
            </span>
            <svg className="plot" viewBox="0 0 1 1" preserveAspectRatio="none" fill="none" aria-hidden="true">
              {!isLevel &&
                line(
                  points.map(({ threshold }) => threshold),
                  'btlimit',
                )}
              {isLevel && <path d={`M0,${limitY}H1`} className="btlimit" />}
              {line(
                points.map(({ value }) => value),
                'btvalue',
              )}
            </svg>
          </div>
        </div>
        {onLimit && (
          <LimitHandle
            measure={measure}
            limit={limit}
            top={top}
            onHold={(isHeld) => setHeldTop(isHeld ? top : null)}
            onChange={onLimit}
          />
        )}
      </div>
    </div>
  );
}

function Axes({ measure, top, from, to }: Pick<Props, 'measure' | 'from' | 'to'> & { top: number }) {
  const text = useMeasureText();
  const { ticks, decimals } = axisOf(measure, top);
  return (
    <>
      {ticks.map((value) => (
        <span key={value}>
          <i className="gl" style={{ bottom: `${(100 * value) / top}%` }} />
          <span className="yl" style={{ right: 'calc(100% + 8px)', top: `${100 - (100 * value) / top}%` }}>
            {text.value(measure, value, decimals)}
          </span>
        </span>
      ))}
      <TimeAxis from={from} to={to} end={null} />
    </>
  );
}
