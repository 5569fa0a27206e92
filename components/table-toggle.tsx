'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { startTransition } from 'react';
import { useTranslations } from 'use-intl';

/**
 * Changes between a chart and its numbers as a table; a phone has room for the sign alone. On a slow processor either takes
 * longer than a press may: as a transition it is drawn beside what else goes on.
 */
export function TableToggle({ on, toggle }: { on: boolean; toggle: () => void }) {
  const t = useTranslations('live.chart');
  const text = t(on ? 'chartView' : 'table');
  const ViewIcon = on ? ChartLine : Table2;
  return (
    <button
      type="button"
      className="btn sm ghost tabletoggle"
      data-table-toggle
      aria-label={text}
      title={text}
      onClick={() => startTransition(toggle)}
    >
      <ViewIcon className="mob" size={16} aria-hidden="true" />
      <span className="desk">{text}</span>
    </button>
  );
}
