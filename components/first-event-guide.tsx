'use client';

import { Zap } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ScenarioId } from '#contracts/simulation';
import type { FirstRun } from '#hooks/use-first-run';
import { useLive } from '#hooks/use-live';
import { useScenarios } from '#hooks/use-scenarios';
import { useSimulationControl } from '#hooks/use-simulations';
import { EventReceived } from './event-received.tsx';
import { ReadyChecks } from './ready-checks.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { type Intake, SendSamples } from './send-samples.tsx';

const FIRST_RUN_MINUTES = 5;

type Props = { intake: Intake; firstRun: FirstRun };

/** What the live page shows until the first event: how to send one, what is ready, and simulated traffic. */
export function FirstEventGuide({ intake, firstRun: { received, row, leave } }: Props) {
  const t = useTranslations('shell.first');
  const panel = useRef<HTMLElement>(null);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  return (
    <div className="start">
      <section
        ref={panel}
        className="panel first"
        aria-labelledby="first-title"
        onPointerEnter={() => setPointed(true)}
        onPointerLeave={() => setPointed(false)}
        // Who has copied a sample with the mouse has left the focus there, but does not look at it.
        onFocus={(event) => setFocused(event.target.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
      >
        <h2 id="first-title">{received ? t('receivedTitle') : t('title')}</h2>
        <p className="t2 fs14 mt-1">{t('intro')}</p>
        {received ? (
          <EventReceived
            row={row}
            held={pointed || focused}
            takesFocus={panel.current?.contains(document.activeElement) ?? false}
            onLeave={leave}
          />
        ) : (
          <SendSamples intake={intake} />
        )}
        <ReadyChecks received={received} />
        <p className="fs12 t2 note">{t('key', { topic: intake.rejectsTopic })}</p>
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
