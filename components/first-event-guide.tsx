'use client';

import { Zap } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ScenarioId } from '#contracts/simulation';
import { useLive } from '#hooks/use-live';
import { useScenarios } from '#hooks/use-scenarios';
import { useSimulationControl } from '#hooks/use-simulations';
import { ReadyChecks } from './ready-checks.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { type KafkaAddress, SendSamples } from './send-samples.tsx';

const FIRST_RUN_MINUTES = 5;

/** What the live page shows until the first event: how to send one, what is ready, and simulated traffic. */
export function FirstEventGuide({ kafka }: { kafka: KafkaAddress }) {
  const t = useTranslations('shell.first');
  return (
    <div className="start">
      <section className="panel first">
        <h2>{t('title')}</h2>
        <p className="t2 fs14 mt-1">{t('intro', { topic: kafka.topic })}</p>
        <SendSamples kafka={kafka} />
        <ReadyChecks />
        <p className="fs12 t2 note">{t('key', { topic: kafka.rejectsTopic })}</p>
      </section>
      <FirstSimulation />
    </div>
  );
}

function FirstSimulation() {
  const t = useTranslations('shell.first');
  const tSimulate = useTranslations('shell.simulate');
  const { connectionState } = useLive();
  const list = useScenarios();
  const { busy, error, start } = useSimulationControl();
  const [scenario, setScenario] = useState<ScenarioId>('normal');
  const rate = list.scenarios?.find(({ id }) => id === scenario)?.defaultRate;
  const ready = rate !== undefined && !busy && connectionState === 'live';
  return (
    <section className="panel first side">
      <h2>{t('simulate')}</h2>
      <p className="t2 fs14 mt-1 mb-3.5">{t('simulateIntro')}</p>
      <div className="menu open">
        <ScenarioList list={list} value={scenario} onChange={setScenario} />
      </div>
      <button
        type="button"
        className="btn primary big"
        disabled={!ready}
        onClick={() => rate !== undefined && start({ scenario, rate, seconds: FIRST_RUN_MINUTES * 60 })}
      >
        <Zap size={16} aria-hidden="true" />
        {t('start', { scenario: tSimulate(`scenarios.${scenario}.name`), minutes: FIRST_RUN_MINUTES })}
      </button>
      <p className="fs12 t2 mt-2.5">{tSimulate('note')}</p>
      {error !== null && (
        <p className="fs12 red mt-1" role="alert">
          {tSimulate('failed', { message: error })}
        </p>
      )}
    </section>
  );
}
