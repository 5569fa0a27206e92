'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BACKTEST_HOURS, type Backtest } from '#contracts/backtest';
import type { RuleFields } from '#hooks/rule-draft';
import { useBacktest } from '#hooks/use-backtest';
import { BacktestChart } from './backtest-chart.tsx';
import { BacktestTable } from './backtest-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';

type Hours = (typeof BACKTEST_HOURS)[number];

/** When the rule would have fired, before it is saved. `fields` null: it is not complete yet. */
export function BacktestPanel({ fields }: { fields: RuleFields | null }) {
  const t = useTranslations('rules.backtest');
  const [hours, setHours] = useState<Hours>(1);
  const [traffic, setTraffic] = useState<'real' | 'simulated'>('real');
  const { result, error, isLoading } = useBacktest(fields, hours, traffic);
  const { duration } = useFormats();
  const isShown = result?.isKnown && result.oldest !== null;
  return (
    <section className="panel backtest" aria-busy={isLoading} data-fired={isShown ? result.fired.length : undefined}>
      <header>
        <h2 aria-live="polite">
          {isShown
            ? t(result.fired.length > 0 ? 'title' : 'never', { count: result.fired.length, hours: t(`hours.${hours}`) })
            : t('range')}
        </h2>
        {isShown && result.fired.length > 0 && (
          <span className="t3 fs12 cut desk">
            {t('about', { duration: duration(result.firedSeconds), brief: result.brief })}
          </span>
        )}
        <span className="end row">
          <fieldset className="seg sm" aria-label={t('traffic')}>
            {(['real', 'simulated'] as const).map((each) => (
              <button key={each} type="button" aria-pressed={each === traffic} onClick={() => setTraffic(each)}>
                {t(each)}
              </button>
            ))}
          </fieldset>
          <fieldset className="seg sm" aria-label={t('range')}>
            {BACKTEST_HOURS.map((each) => (
              <button key={each} type="button" aria-pressed={each === hours} onClick={() => setHours(each)}>
                {t(`short.${each}`)}
              </button>
            ))}
          </fieldset>
        </span>
      </header>
      {error !== null ? (
        <EmptyState text={t('failed', { message: error })} />
      ) : (
        <Outcome fields={fields} result={result} />
      )}
    </section>
  );
}

function Outcome({ fields, result }: { fields: RuleFields | null; result: Backtest | null }) {
  const t = useTranslations('rules.backtest');
  const { moment } = useFormats();
  if (!fields) return <EmptyState text={t('invalid')} />;
  if (!result) return <EmptyState text={t('loading')} />;
  if (!result.isKnown) return <EmptyState text={t(fields.measure.kind === 'books' ? 'unknown' : 'notYet')} />;
  if (result.oldest === null) return <EmptyState text={t('empty')} />;
  const isPart = result.oldest > result.from;
  return (
    <>
      <BacktestChart fields={fields} result={result} />
      <p className="t3 fs12 step">
        {t(`step.${result.stepSeconds}`, { ms: result.tookMs })}
        {isPart && ` ${t('since', { time: moment(result.oldest * 1_000) })}`}
      </p>
      <BacktestTable fields={fields} result={result} />
    </>
  );
}
