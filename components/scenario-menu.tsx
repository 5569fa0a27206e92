'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { MAX_RATE_PER_SECOND } from '#contracts/scenarios';
import type { ScenarioId, SimulationRequest } from '#contracts/simulation';
import { useScenarios } from '#hooks/use-scenarios';
import { SwitchField } from './form-field.tsx';
import { useFormats } from './format.tsx';
import { ScenarioList } from './scenario-list.tsx';

const LENGTHS_SECONDS = [15, 60, 300, 900] as const;
type LengthSeconds = (typeof LENGTHS_SECONDS)[number];

type Props = { busy: boolean; error: string | null; onStart: (request: SimulationRequest) => void };

/** Choice of scenario, rate and length, inside the popover of the Simulate button. */
export function ScenarioMenu({ busy, error, onStart }: Props) {
  const t = useTranslations('shell.simulate');
  const list = useScenarios();
  const [scenario, setScenario] = useState<ScenarioId>('normal');
  /** null: as the scenario gives it. */
  const [rateText, setRateText] = useState<string | null>(null);
  const [seconds, setSeconds] = useState<LengthSeconds>(60);
  const [notify, setNotify] = useState(false);
  const notifyId = useId();
  const defaultRate = list.scenarios?.find(({ id }) => id === scenario)?.defaultRate;
  const text = rateText ?? String(defaultRate ?? '');
  const rate = parseRate(text);
  const start = () => rate !== null && onStart({ scenario, rate, seconds, notify });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <ScenarioList
        list={list}
        value={scenario}
        onChange={(id) => {
          setScenario(id);
          setRateText(null);
        }}
      />
      <hr />
      <RateField text={text} wrong={text !== '' && rate === null} onChange={setRateText} />
      <LengthChoice value={seconds} onChange={setSeconds} />
      <div className="px-2.5 py-1">
        <SwitchField id={notifyId} label={t('notify')} checked={notify} onChange={setNotify} />
      </div>
      <div className="row px-2.5 pt-1.5 pb-2">
        <span className="fs12 t2 grow">{error === null ? t('note') : <Failure message={error} />}</span>
        <button type="submit" className="btn sm primary" disabled={busy || rate === null}>
          {busy ? t('starting') : t('start')}
        </button>
      </div>
    </form>
  );
}

function RateField({ text, wrong, onChange }: { text: string; wrong: boolean; onChange: (text: string) => void }) {
  const t = useTranslations('shell.simulate');
  const { count } = useFormats();
  const id = useId();
  return (
    <div className="row fs12 px-2.5 py-1">
      <label className="t2 nw" htmlFor={id}>
        {t('rate')}
      </label>
      {wrong && (
        <span className="red nw" id={`${id}-wrong`}>
          {t('rateWrong', { max: count(MAX_RATE_PER_SECOND) })}
        </span>
      )}
      <input
        id={id}
        className="input rate end"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function LengthChoice({ value, onChange }: { value: LengthSeconds; onChange: (seconds: LengthSeconds) => void }) {
  const t = useTranslations('shell.simulate');
  return (
    <div className="row fs12 px-2.5 py-1">
      <span className="t2">{t('runsFor')}</span>
      <fieldset className="seg sm end" aria-label={t('runsFor')}>
        {LENGTHS_SECONDS.map((seconds) => (
          <button key={seconds} type="button" aria-pressed={seconds === value} onClick={() => onChange(seconds)}>
            {t(`${seconds}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function Failure({ message }: { message: string }) {
  const t = useTranslations('shell.simulate');
  return (
    <span className="red" role="alert">
      {t('failed', { message })}
    </span>
  );
}

/** Whole numbers from 1 to the limit; null for anything else. */
function parseRate(text: string): number | null {
  const rate = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return rate >= 1 && rate <= MAX_RATE_PER_SECOND ? rate : null;
}
