import type { ReactNode } from 'react';
import { Sparkline } from './sparkline.tsx';

type Props = {
  label: string;
  /** null: nothing came yet. */
  value: string | null;
  title?: string;
  unit: string;
  aside: ReactNode;
  values: (number | null)[];
  compare?: (number | null)[];
};

/** One figure with its unit, what it is compared with, and its line over the range. */
export function KpiTile({ label, value, title, unit, aside, values, compare }: Props) {
  return (
    <div className="kpi">
      <div className="h">
        <span className="lbl">{label}</span>
        {value !== null && aside}
      </div>
      <div className="v" title={title}>
        {value ?? <span className="t3">–</span>}
        {value !== null && <small>{unit}</small>}
      </div>
      <Sparkline values={values} compare={compare} />
    </div>
  );
}
