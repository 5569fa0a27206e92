'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BACKTEST_HOURS } from '#contracts/backtest';
import type { RuleFields } from '#hooks/rule-draft';
import type { Trial } from '#hooks/use-trial';
import { BacktestChart } from './backtest-chart.tsx';
import { BacktestNow } from './backtest-now.tsx';
import { BacktestTable } from './backtest-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { useFormats } from './format.tsx';
import { TableToggle } from './table-toggle.tsx';
import { ValueTable } from './value-table.tsx';

type Props = {
  /** null: it is not complete yet. */
  fields: RuleFields | null;
  trial: Trial;
  /** The limit was dragged in the chart. */
  onLimit: (limit: number) => void;
};

/** When the rule would have fired, before it is saved. */
export function BacktestPanel({ fields, trial, onLimit }: Props) {
  const t = useTranslations('rules.backtest');
  const [asTable, setAsTable] = useState(false);
  const { hours, known, error, isLoading } = trial;
  const { duration } = useFormats();
  return (
    <section className="panel backtest" aria-busy={isLoading} data-fired={known?.fired.length}>
      <header>
        <h2 aria-live="polite">
          {known
            ? t(known.fired.length > 0 ? 'title' : 'never', { count: known.fired.length, hours: t(`hours.${hours}`) })
            : t('heading')}
        </h2>
        {known && (known.fired.length > 0 || known.brief > 0) && (
          <span className="t3 fs12 cut desk">
            {known.fired.length > 0
              ? t('about', { duration: duration(known.firedSeconds), brief: known.brief })
              : t('brief', { count: known.brief })}
          </span>
        )}
        <span className="end row controls">
          {known && fields && <BacktestNow fields={fields} result={known} />}
          {known && fields && <TableToggle on={asTable} toggle={() => setAsTable((is) => !is)} />}
          <Choices trial={trial} />
        </span>
      </header>
      {error !== null ? (
        <EmptyState text={t('failed', { message: error })} />
      ) : (
        <Outcome fields={fields} trial={trial} asTable={asTable} onLimit={onLimit} />
      )}
    </section>
  );
}

function Choices({ trial: { hours, setHours, traffic, setTraffic } }: Pick<Props, 'trial'>) {
  const t = useTranslations('rules.backtest');
  return (
    <>
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
    </>
  );
}

function Outcome({ fields, trial: { result, known }, asTable, onLimit }: Props & { asTable: boolean }) {
  const t = useTranslations('rules.backtest');
  const { moment } = useFormats();
  if (!fields) return <EmptyState text={t('invalid')} />;
  if (!result) return <EmptyState text={t('loading')} />;
  if (!result.isKnown) return <EmptyState text={t(fields.measure.kind === 'books' ? 'unknown' : 'notYet')} />;
  if (!known || known.oldest === null) return <EmptyState text={t('empty')} />;
  const isPart = known.oldest > known.from;
  return (
    <>
      {asTable ? (
        <ValueTable measure={fields.measure} points={known.points} />
      ) : (
        <BacktestChart fields={fields} result={known} onLimit={onLimit} />
      )}
      <p className="t3 fs12 step">
        {t(`step.${known.stepSeconds}`, { ms: known.tookMs })}
        {isPart && ` ${t('since', { time: moment(known.oldest * 1_000) })}`}
      </p>
      <BacktestTable fields={fields} result={known} />
    </>
  );
}
