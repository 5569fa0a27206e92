'use client';

import Link from 'next/link';
import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FeedEvent } from '#contracts/socket';
import { eventsAddress } from '#hooks/focus-events';
import { feedRowsPerSecond, type LiveData } from '#hooks/live-state';
import { useLive } from '#hooks/use-live';
import { categoryColor } from './category-color.tsx';
import { EmptyState } from './empty-state.tsx';
import { EventDetail } from './event-detail.tsx';
import { useFocusText } from './focus-text.tsx';
import { useFormats } from './format.tsx';
import { SimTag } from './sim-tag.tsx';

const ROWS = 10;

type Props = { data: LiveData; stale: boolean };

/** A few of the newest events; resting on the list holds it. */
export function LiveFeed({ data, stale }: Props) {
  const t = useTranslations('live.feed');
  const { count } = useFormats();
  const { name } = useFocusText();
  const { feed: rows, focus } = data;
  const shownRate = feedRowsPerSecond(data);
  const { real, simulated } = (focus ?? data.figures.events).now;
  const rate = Math.round((real + simulated) / (focus?.per ?? 1));
  // The rows before are not known to a page that came late.
  const isHeld = useLive().pausedAt !== null || stale;
  const [held, setHeld] = useState<FeedEvent[] | null>(null);
  const shown = (held ?? rows).slice(0, ROWS);
  const hold = () => setHeld((current) => current ?? rows);
  return (
    <section
      className="panel feedp"
      aria-label={t('title')}
      aria-live="off"
      onMouseEnter={hold}
      onMouseLeave={() => setHeld(null)}
    >
      <header>
        <h2>{t('title')}</h2>
        <span className="t3 fs12 cut">
          {isHeld
            ? t('stopped')
            : shownRate > 0 && rate > shownRate && t('shown', { shown: count(shownRate), rate: count(rate) })}
        </span>
        <Link className="more" href={eventsAddress(focus?.focus ?? null)} title={t('openHelp')}>
          {t('open')}
        </Link>
      </header>
      {shown.length === 0 ? (
        <EmptyState
          text={focus && !isHeld ? t('emptyFocus', { name: name(focus.focus) }) : t(isHeld ? 'emptyHeld' : 'empty')}
        />
      ) : (
        <ul className="feed">
          {shown.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** A row stays as it is while newer ones come. */
const Row = memo(function Row({ row }: { row: FeedEvent }) {
  const { time } = useFormats();
  return (
    <li>
      <span className="t3">{time(row.at)}</span>
      <i style={{ background: categoryColor(row.category) }} />
      {/* Rows come and go by the second: their pages are not loaded ahead. */}
      <Link className="m cut" href={`/events?open=${row.id}`} prefetch={false}>
        {row.name}
      </Link>
      <span className="row nw" style={{ minWidth: 0, justifyContent: 'flex-end' }}>
        <EventDetail detail={row.detail} failed={row.failed} className="feeddetail" />
        {row.simulated && <SimTag />}
      </span>
    </li>
  );
});
