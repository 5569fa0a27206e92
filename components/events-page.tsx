'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TailFilter } from '#contracts/tail';
import { fromSearch, toSearch } from '#hooks/tail-address';
import { useLive } from '#hooks/use-live';
import { useTail } from '#hooks/use-tail';
import { EventSheet } from './event-sheet.tsx';
import { PanelBoundary } from './panel-boundary.tsx';
import { Shell } from './shell.tsx';
import { TailFilterBar } from './tail-filter-bar.tsx';
import { TailList } from './tail-list.tsx';

/** The live tail: what is coming in, one event at a time. The address holds the filter. */
export function EventsPage() {
  const t = useTranslations('shell.nav');
  const search = useSearchParams();
  const filter = useMemo(() => fromSearch(search), [search]);
  const [openId, setOpenId] = useState<string | null>(() => search.get('open'));
  const paused = useLive().pausedAt !== null;
  const [resting, setResting] = useState(false);
  // What is looked at stays where it is.
  const held = paused || openId !== null;
  const view = useTail(filter, held || resting);
  const setFilter = useCallback((next: TailFilter) => {
    // Next.js follows it; its own router would ask the server for a page that is here already.
    window.history.replaceState(null, '', `/events${toSearch(next)}`);
  }, []);
  const close = useCallback(() => setOpenId(null), []);
  return (
    <Shell page="events">
      <TailFilterBar filter={filter} onChange={setFilter} />
      <div className={openId ? 'al-grid with' : 'al-grid'}>
        <div className="panel tail" aria-live="off">
          <PanelBoundary title={t('events')} resetKey={toSearch(filter)}>
            <TailList
              key={toSearch(filter)}
              view={view}
              filter={filter}
              paused={held}
              openId={openId}
              onOpen={setOpenId}
              onRest={setResting}
            />
          </PanelBoundary>
        </div>
        {openId && <EventSheet id={openId} filter={filter} onFilter={setFilter} onClose={close} />}
      </div>
    </Shell>
  );
}
