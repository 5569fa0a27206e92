'use client';

import { Square, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Simulation } from '#contracts/simulation';
import { useLive } from '#hooks/use-live';
import { useSimulationControl } from '#hooks/use-simulations';

/**
 * In the top bar while a simulation runs: which, how far, and the way to stop it. Stop is a request of its own, so it
 * stays while the page is stale: it may get through, and says when it did not.
 */
export function SimulationStatus({ simulation }: { simulation: Simulation }) {
  const t = useTranslations('shell.simulate');
  const { stale } = useLive();
  const { busy, error, stop } = useSimulationControl();
  const { id, scenario, state, progress, seconds } = simulation;
  const percent = Math.round(progress * 100);
  return (
    <div className="simrun">
      <span className="t2 wide">{state === 'queued' ? t('queued') : t('simulating')}</span>
      <span className="b cut wide">{t(`scenarios.${scenario}.name`)}</span>
      <span
        className="prog wide"
        role="progressbar"
        aria-label={t('progress')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </span>
      <span className={stale ? 't3' : 't2'} title={stale ? t('lastKnown') : undefined}>
        {stale && '≥\u00a0'}
        {clock(progress * seconds)} / {clock(seconds)}
      </span>
      {error !== null && (
        <span className="red row" role="alert" title={t('notStopped', { message: error })}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span className="wide">{t('stopFailed')}</span>
          <span className="sr">{error}</span>
        </span>
      )}
      <button
        type="button"
        className="btn sm"
        disabled={busy}
        title={stale ? t('stopStale') : undefined}
        onClick={() => stop(id)}
      >
        <Square size={12} aria-hidden="true" />
        {t('stop')}
      </button>
    </div>
  );
}

/** m:ss */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
