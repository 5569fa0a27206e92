'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { TailRow } from '#contracts/tail';
import { categoryColor } from './category-color.tsx';
import { EventDetail } from './event-detail.tsx';
import { useFormats } from './format.tsx';
import { SimTag } from './sim-tag.tsx';

type Props = { row: TailRow; top: number; selected: boolean; onOpen: (id: string) => void };

/** One event in a line; on phones in two. The whole row opens it. */
export const TailRowItem = memo(function TailRowItem({ row, top, selected, onOpen }: Props) {
  const { time } = useFormats();
  return (
    <li className={selected ? 'tailrow sel' : 'tailrow'} style={{ transform: `translateY(${top}px)` }}>
      <span className="t3 at">{time(row.at)}</span>
      <i style={{ background: categoryColor(row.category) }} />
      <button
        type="button"
        data-row
        className="open cut"
        aria-current={selected ? 'true' : undefined}
        onClick={() => onOpen(row.id)}
      >
        {row.name}
      </button>
      <EventDetail detail={row.detail} failed={row.failed} className="detail" />
      <span className="t3 cut user" title={row.user}>
        {row.user}
      </span>
      <span className="sim">{row.simulated && <SimTag />}</span>
    </li>
  );
});

/** Between two events: how many are missing there, as the connection was lost. */
export function TailGapItem({ missed, top }: { missed: number | null; top: number }) {
  const t = useTranslations('events');
  return (
    <li className="tailrow tailgap hatch" style={{ transform: `translateY(${top}px)` }} title={t('gapHelp')}>
      <span>{missed === null ? t('gapUnknown') : t('gap', { count: missed })}</span>
    </li>
  );
}
