'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import { callApi } from '#hooks/api';
import { useFormats } from './format.tsx';

/** An event as it came; what is no text is not shown. */
type Sent = { event?: unknown; userId?: unknown; anonymousId?: unknown; timestamp?: unknown };

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** So many say what kind of events it was; who wants all asks for them. */
const FIRST_ROWS = 5;

/** The newest events that an alert was raised for; nothing where none were kept. */
export function AlertEvents({ alert: { id, firingAt } }: { alert: Alert }) {
  const t = useTranslations('alerts');
  const { time } = useFormats();
  const [events, setEvents] = useState<Sent[]>([]);
  const [showsAll, setShowsAll] = useState(false);
  useEffect(() => {
    if (firingAt === null) return;
    let isStale = false;
    callApi<{ events: Sent[] }>(`/api/alerts/${id}/events`).then(
      (answer) => !isStale && setEvents(answer.events),
      // The alert is whole without them.
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [id, firingAt]);
  if (events.length === 0) return null;
  return (
    <div className="sec">
      <h3>{t('events')}</h3>
      <ul className="alertevents fs12" aria-label={t('events')}>
        {(showsAll ? events : events.slice(0, FIRST_ROWS)).map(({ event, userId, anonymousId, timestamp }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and events need no id.
          <li key={index}>
            <span className="t3">{time(Date.parse(text(timestamp)))}</span>
            <span className="cut">{text(event)}</span>
            <span className="t3 cut">{text(userId) || text(anonymousId)}</span>
          </li>
        ))}
      </ul>
      {!showsAll && events.length > FIRST_ROWS && (
        <button type="button" className="btn sm mt-2" onClick={() => setShowsAll(true)}>
          {t('allEvents', { count: events.length })}
        </button>
      )}
    </div>
  );
}
