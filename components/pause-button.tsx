'use client';

import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useLive } from '#hooks/use-live';

/** Holds the figures and charts of the page; alerts stay live. */
export function PauseButton({ className = '' }: { className?: string }) {
  const t = useTranslations('shell');
  const { pausedAt, setPaused, stage } = useLive();
  const paused = pausedAt !== null;
  const label = paused ? t('resume') : t('pause');
  return (
    <button
      type="button"
      data-pause
      className={`btn icon ${className}`}
      aria-label={label}
      title={label}
      disabled={stage === 'loading'}
      onClick={() => setPaused(!paused)}
    >
      {paused ? (
        <Play size={16} aria-hidden="true" />
      ) : (
        <Pause size={16} fill="currentColor" strokeWidth={1} aria-hidden="true" />
      )}
    </button>
  );
}
