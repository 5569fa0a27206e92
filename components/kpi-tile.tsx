import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { SparkMark } from './spark-mark.tsx';
import { Sparkline } from './sparkline.tsx';

/** The tile's line: what each bucket was, from these starts (epoch seconds) on, and how one value is written. */
export type TileLine = {
  starts: number[];
  values: (number | null)[];
  compare?: (number | null)[];
  write: (value: number) => string;
};

type Props = {
  label: string;
  /** null: nothing came yet. */
  value: string | null;
  /** The same for a phone, where `value` is too long. */
  short?: string;
  /** The exact value, where the one shown is shortened. */
  title?: string;
  unit: string;
  aside: ReactNode;
  line: TileLine;
  /** The page shows one focus, and this figure all traffic. */
  unfiltered?: boolean;
};

/** One figure with its unit, what it is compared with, and its line over the range. */
export function KpiTile({ label, value, short, title, unit, aside, line, unfiltered = false }: Props) {
  const t = useTranslations('live.focus');
  return (
    <div className={unfiltered ? 'kpi unfiltered' : 'kpi'} title={unfiltered ? t('unfiltered') : undefined}>
      <div className="h">
        <span className="lbl">{label}</span>
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
        <Sparkline values={line.values} compare={line.compare} />
        <SparkMark {...line} />
      </div>
    </div>
  );
}
