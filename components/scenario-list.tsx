'use client';

import { RadioGroup } from 'radix-ui';
import { useTranslations } from 'use-intl';
import type { ScenarioId } from '#contracts/simulation';
import type { Scenarios } from '#hooks/use-scenarios';
import { useFormats } from './format.tsx';
import { ScenarioIcon } from './scenario-icon.tsx';

const ROWS_EXPECTED = 7;

type Props = { list: Scenarios; value: ScenarioId; onChange: (id: ScenarioId, defaultRate: number) => void };

/** The scenarios to choose from, each with what it does and its usual rate. */
export function ScenarioList({ list: { scenarios, error, reload }, value, onChange }: Props) {
  const t = useTranslations('shell.simulate');
  const { count } = useFormats();
  if (error !== null) return <LoadError message={error} onRetry={reload} />;
  if (!scenarios) return <div className="skel" style={{ height: ROWS_EXPECTED * 52 }} />;
  const choose = (id: string) => {
    const chosen = scenarios.find((scenario) => scenario.id === id);
    if (chosen) onChange(chosen.id, chosen.defaultRate);
  };
  return (
    <RadioGroup.Root value={value} onValueChange={choose} aria-label={t('scenario')}>
      {scenarios.map(({ id, defaultRate }) => (
        <RadioGroup.Item key={id} value={id} className="o">
          <ScenarioIcon id={id} />
          <span className="b">{t(`scenarios.${id}.name`)}</span>
          <span className="t3 fs12 nw">{t('perSecond', { rate: count(defaultRate) })}</span>
          <span className="d">{t(`scenarios.${id}.about`)}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function LoadError({ message, onRetry }: { message: string; onRetry: () => void }) {
  const t = useTranslations('shell.simulate');
  return (
    <div className="p-3 fs12" role="alert">
      <p className="mb-2">{t('scenariosFailed', { message })}</p>
      <button type="button" className="btn sm" onClick={onRetry}>
        {t('retry')}
      </button>
    </div>
  );
}
