'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ANY_EVENT, type TailEvent, type TailFilter } from '#contracts/tail';
import { openEvent } from '#hooks/tail-store';
import { useLive } from '#hooks/use-live';
import { categoryColor } from './category-color.tsx';
import { EventJson } from './event-json.tsx';
import { EventProperties } from './event-properties.tsx';
import { EventWay } from './event-way.tsx';
import { Sheet } from './sheet.tsx';
import { SimTag } from './sim-tag.tsx';

type Props = { id: string; filter: TailFilter; onFilter: (filter: TailFilter) => void; onClose: () => void };
type Opened = { state: 'loading' } | { state: 'failed'; error: string } | { state: 'ready'; event: TailEvent | null };

/** One event whole: its way, whose it is, its properties, and the JSON as it came. */
export function EventSheet({ id, filter, onFilter, onClose }: Props) {
  const t = useTranslations('events');
  const categories = useTranslations('live.categories');
  const opened = useOpened(id);
  const event = opened.state === 'ready' ? opened.event : null;
  const marks = event && (
    <>
      <span className="row">
        <i className="swatch" style={{ background: categoryColor(event.row.category) }} />
        {categories(event.row.category)}
      </span>
      {event.row.simulated && <SimTag />}
    </>
  );
  const label = event?.row.name ?? t('event');
  return (
    <Sheet id={id} label={label} marks={marks} closeLabel={t('close')} onClose={onClose}>
      {opened.state === 'loading' && <p className="sec t3">{t('loading')}</p>}
      {opened.state === 'failed' && <p className="sec red">{t('openFailed', { message: opened.error })}</p>}
      {opened.state === 'ready' && !event && <p className="sec t2">{t('forgotten')}</p>}
      {event && (
        <>
          <EventWay event={event} />
          <div className="sec">
            <h3>{t('user')}</h3>
            <div className="row">
              <code className="cut" title={event.row.user}>
                {event.row.user}
              </code>
              <button
                type="button"
                className="btn sm end"
                onClick={() => onFilter({ ...ANY_EVENT, user: event.row.user })}
              >
                {t('userEvents')}
              </button>
            </div>
          </div>
          <EventProperties event={event} filter={filter} onFilter={onFilter} />
          <EventJson event={event} />
        </>
      )}
    </Sheet>
  );
}

/** Asks the server for the event; what is open already stays when the connection goes. */
function useOpened(id: string): Opened {
  const { socket } = useLive();
  const [opened, setOpened] = useState<Opened>({ state: 'loading' });
  useEffect(() => {
    if (!socket) return;
    let wanted = true;
    setOpened({ state: 'loading' });
    openEvent(socket, id).then(
      (event) => wanted && setOpened({ state: 'ready', event }),
      (error: Error) => wanted && setOpened({ state: 'failed', error: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [socket, id]);
  return opened;
}
