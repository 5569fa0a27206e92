'use client';

import { Square } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Simulation } from '#contracts/simulation';
import { useSimulationControl } from '#hooks/use-simulations';

/** In the top bar while a simulation runs: which, how far, and the way to stop it. */
export function SimulationStatus({ simulation }: { simulation: Simulation }) {
  const t = useTranslations('shell.simulate');
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
      <span className="t2">
        {clock(progress * seconds)} / {clock(seconds)}
      </span>
      {error !== null && (
        <span className="sr" role="alert">
          {t('notStopped', { message: error })}
        </span>
      )}
      <button
        type="button"
        className="btn sm"
        disabled={busy}
        title={error === null ? undefined : t('notStopped', { message: error })}
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
