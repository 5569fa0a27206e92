import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { LineValues } from '#hooks/tile-lines';
import { TONE_COLORS } from './alert-text.tsx';
import { BreachMark } from './breach-mark.tsx';
import { SparkMark } from './spark-mark.tsx';
import { Sparkline } from './sparkline.tsx';

/** The tile's line, and how one value of it is written. */
export type TileLine = LineValues & { write: (value: number) => string };

type Props = {
  label: string;
  /** null: nothing came yet, or what did is not counted yet. */
  value: string | null;
  /** The same for a phone, where `value` is too long. */
  short?: string;
  /** The exact value, where the one shown is shortened. */
  title?: string;
  unit: string;
  aside: ReactNode;
  line: TileLine;
  /** An alert that covers the figure: what it is called, and its colour. */
  breach?: { name: string; tone: 'red' | 'amb' } | null;
  /** The page shows one focus, and this figure all traffic. */
  unfiltered?: boolean;
};

/** One figure with its unit, what it is compared with, and its line over the range. */
export function KpiTile({ label, value, short, title, unit, aside, line, breach, unfiltered = false }: Props) {
  const t = useTranslations('live.focus');
  return (
    <div className={unfiltered ? 'kpi unfiltered' : 'kpi'} title={unfiltered ? t('unfiltered') : undefined}>
      <div className="h">
        <span className="lbl row">
          {label}
          {breach && <BreachMark {...breach} />}
        </span>
        {value !== null && aside}
      </div>
      <div className="v" title={title}>
        {value === null ? (
          <span className="t3">–</span>
        ) : (
          <>
            <span className={short ? 'desk' : undefined}>{value}</span>
            {short && <span className="mob">{short}</span>}
            <small>{unit}</small>
          </>
        )}
      </div>
      <div className="sparkbox">
        <Sparkline values={line.values} compare={line.compare} color={breach ? TONE_COLORS[breach.tone] : undefined} />
        <SparkMark {...line} />
      </div>
    </div>
  );
}
