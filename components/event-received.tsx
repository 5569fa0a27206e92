'use client';

import { ArrowRight, Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { FeedEvent } from '#contracts/socket';
import { useFormats } from './format.tsx';

/** Time enough to see what came. */
const LEAVES_AFTER_MS = 6_000;

type Props = {
  row: FeedEvent | null;
  /** Somebody looks at it: it does not leave by itself. */
  held: boolean;
  /** The focus was in what this takes the place of. */
  takesFocus: boolean;
  onLeave: () => void;
};

/** Says that the first event came, and leads on to the charts. */
export function EventReceived({ row, held, takesFocus, onLeave }: Props) {
  const t = useTranslations('shell.first');
  const { time } = useFormats();
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as this takes the place of the samples.
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, []);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onLeave, LEAVES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [held, onLeave]);
  return (
    <div className="codebox received" data-testid="event-received">
      <Check size={28} className="grn" aria-hidden="true" />
      <p className="fs14 b" role="status">
        {t('received')}
      </p>
      <p className="name">
        {row && (
          <>
            <b className="b">{row.name}</b> <span className="t2">{time(row.at)}</span>
          </>
        )}
      </p>
      <button ref={button} type="button" className="btn primary" onClick={onLeave}>
        {t('toCharts')}
        <ArrowRight size={16} aria-hidden="true" />
      </button>
      <p className="fs12 t2">{held ? t('held') : t('leaves')}</p>
    </div>
  );
}
