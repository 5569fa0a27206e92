'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TailFilter } from '#contracts/tail';
import { toSearch } from '#hooks/tail-address';
import { isGap, type TailView } from '#hooks/tail-store';
import { useLive } from '#hooks/use-live';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';
import { TailSkeleton } from './list-skeleton.tsx';
import { TailGapItem, TailRowItem } from './tail-row.tsx';

const ROW_PX = 32;
const PHONE_ROW_PX = 56;

type Props = {
  view: TailView;
  filter: TailFilter;
  paused: boolean;
  openId: string | null;
  onOpen: (id: string) => void;
  /** Somebody looks at the list closely: it is not to move. */
  onRest: (resting: boolean) => void;
};

/** The rows, newest first. Pointing at the list, having the focus in it or being scrolled down holds it. */
export function TailList({ view, filter, paused, openId, onOpen, onRest }: Props) {
  const t = useTranslations('events');
  const { lines, waiting } = view;
  const scroller = useRef<HTMLElement>(null);
  const [rest, setRest] = useState({ pointer: false, focus: false, scrolled: false });
  const resting = rest.pointer || rest.focus || rest.scrolled;
  useEffect(() => onRest(resting), [resting, onRest]);
  const rowPx = usePhone() ? PHONE_ROW_PX : ROW_PX;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    getItemKey: (index) => lines[index]?.id ?? index,
  });
  const toTop = () => {
    scroller.current?.scrollTo({ top: 0 });
    setRest({ pointer: false, focus: false, scrolled: false });
  };
  return (
    <>
      {(lines.length > 0 || view.state === 'loading' || paused || resting) && (
        <TailHead view={view} filter={filter} held={paused || resting} />
      )}
      {waiting.length > 0 && !paused && rest.scrolled && (
        <button type="button" className="btn sm primary newer" onClick={toTop}>
          <ArrowUp size={14} aria-hidden="true" />
          {t('newer', { count: waiting.length })}
        </button>
      )}
      {lines.length === 0 ? (
        <NoRows view={view} filter={filter} />
      ) : (
        <section
          ref={scroller}
          className="tailrows more-y"
          aria-label={t('list')}
          onScroll={(event) => {
            const scrolled = event.currentTarget.scrollTop > ROW_PX / 2;
            setRest((was) => (was.scrolled === scrolled ? was : { ...was, scrolled }));
          }}
          onPointerEnter={() => setRest((was) => ({ ...was, pointer: true }))}
          onPointerLeave={() => setRest((was) => ({ ...was, pointer: false }))}
          onFocus={() => setRest((was) => ({ ...was, focus: true }))}
          onBlur={() => setRest((was) => ({ ...was, focus: false }))}
        >
          <ul style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, key }) => {
              const line = lines[index];
              if (!line) return null;
              if (isGap(line)) return <TailGapItem key={key} missed={line.missed} top={start} />;
              return <TailRowItem key={key} row={line} top={start} selected={line.id === openId} onOpen={onOpen} />;
            })}
          </ul>
        </section>
      )}
    </>
  );
}

function TailHead({ view, filter, held }: Pick<Props, 'view' | 'filter'> & { held: boolean }) {
  const t = useTranslations('events');
  const { time } = useFormats();
  const { stale, connection, pausedAt } = useLive();
  // Of a paused page the bar says how many wait: those of a filter are others.
  const isTold = pausedAt !== null && toSearch(filter) === '';
  const { lines, omitted, waiting, waitingOmitted } = view;
  const shown = lines.length - lines.filter(isGap).length;
  return (
    <div className="tailhd">
      <span>{shown > 0 && t('shown', { count: shown })}</span>
      {omitted > 0 && (
        <span className="t3" title={t('omittedHelp')}>
          {t('omitted', { count: omitted })}
        </span>
      )}
      <span className="end t3">
        {stale && connection.dataAt !== null
          ? t('stopped', { time: time(connection.dataAt) })
          : held && !isTold && t('held', { count: waiting.length + waitingOmitted })}
      </span>
    </div>
  );
}

function NoRows({ view, filter }: Pick<Props, 'view' | 'filter'>) {
  const t = useTranslations('events');
  const filtered = toSearch(filter) !== '';
  const total = useLive().data?.total;
  // A server that has just begun has rows of none that were counted before.
  const isFirst = total !== undefined && total.real + total.simulated === 0;
  if (view.error !== null) return <EmptyState text={t('failed', { message: view.error })} />;
  if (view.state === 'loading')
    return (
      <>
        <p className="sr">{t('loading')}</p>
        <TailSkeleton />
      </>
    );
  return (
    <EmptyState text={t(filtered ? 'noMatch' : isFirst ? 'empty' : 'emptyNow')}>
      {!filtered && isFirst && (
        <Link className="btn sm" href="/">
          {t('send')}
        </Link>
      )}
    </EmptyState>
  );
}

/** Whether the window is as narrow as a phone; a row takes two lines there. */
function usePhone(): boolean {
  const [phone, setPhone] = useState(false);
  useEffect(() => {
    const query = window.matchMedia('(max-width: 767px)');
    const read = () => setPhone(query.matches);
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }, []);
  return phone;
}
