'use client';

import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Simulation } from '#contracts/simulation';
import { useLive } from '#hooks/use-live';
import { activeSimulations } from '#hooks/use-simulations';
import { useFormats } from './format.tsx';

/** Says that traffic is simulated and how much of it arrived; stays with the result until dismissed. */
export function SimulatedBanner() {
  const t = useTranslations('shell');
  const { simulations } = useLive();
  const active = activeSimulations(simulations);
  const [watchedId, setWatchedId] = useState<string | null>(null);
  const newestId = active[0]?.id;
  useEffect(() => {
    if (newestId !== undefined) setWatchedId(newestId);
  }, [newestId]);
  const shown = active[0] ?? simulations.find(({ id }) => id === watchedId);
  if (!shown) return null;
  return (
    <div className="banner sim">
      <span className="simtag bg-surface">{t('simulate.tag')}</span>
      <div className="said">
        <Sentence simulation={shown} others={active.length - 1} />
      </div>
      {active.length === 0 && (
        <button
          type="button"
          className="btn sm icon end"
          aria-label={t('simulate.dismiss')}
          onClick={() => setWatchedId(null)}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function Sentence({ simulation, others }: { simulation: Simulation; others: number }) {
  const t = useTranslations('shell.simulate');
  const { count } = useFormats();
  const scenario = t(`scenarios.${simulation.scenario}.name`);
  const acknowledged = <span data-testid="simulation-acknowledged">{count(simulation.acknowledged)}</span>;
  return (
    <>
      <b className="b" role="status">
        {headline()}
      </b>{' '}
      {others > 0 && <span className="t2">{t('more', { count: others })}</span>}{' '}
      <span className="t2">{t.rich('sent', { sent: count(simulation.sent), n: () => acknowledged })}</span>
    </>
  );

  function headline(): string {
    switch (simulation.state) {
      case 'done':
        return t('done', { scenario });
      case 'stopped':
        return t('stopped', { scenario });
      case 'failed':
        return t('broken', { scenario, message: simulation.error ?? '' });
      default:
        return t('adding', { scenario, rate: count(simulation.rate) });
    }
  }
}
