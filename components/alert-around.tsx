'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Alert } from '#contracts/alert';
import type { Backtest } from '#contracts/backtest';
import type { Rule } from '#contracts/rule';
import { around, hoursSince, trialOf } from '#hooks/alert-trial';
import { useBacktest } from '#hooks/use-backtest';
import { useList } from '#hooks/use-list';
import { useLive } from '#hooks/use-live';
import { AlertCounts } from './alert-counts.tsx';
import { toneOf, useAlertText } from './alert-text.tsx';
import { EmptyState } from './empty-state.tsx';
import { FiredSpan } from './fired-span.tsx';
import { useFormats } from './format.tsx';
import { useMeasureText } from './measure-text.tsx';
import { TableToggle } from './table-toggle.tsx';
import { ValueChart } from './value-chart.tsx';
import { ValueTable } from './value-table.tsx';

/** The chart of an open alert goes on by itself: by second each 10 s, by minute each minute. */
const STEP_SECONDS = { fine: 10, coarse: 60 };

/** What an alert's rule measured around it, with the limit and the time in which it fired. */
export function AlertAround({ alert, isInSheet = false }: { alert: Alert; isInSheet?: boolean }) {
  const t = useTranslations('alerts.around');
  const [asTable, setAsTable] = useState(false);
  const trial = useAround(alert);
  const { result } = trial;
  return (
    <section className={isInSheet ? 'sec insheet' : 'panel backtest'} aria-label={t('title')}>
      <header className={isInSheet ? 'row' : ''}>
        {isInSheet ? <h3>{t('title')}</h3> : <h2>{t('title')}</h2>}
        {result && (
          <span className="end">
            <TableToggle on={asTable} toggle={() => setAsTable((is) => !is)} />
          </span>
        )}
      </header>
      {trial.isLoading && <EmptyState text={t('loading')} />}
      {trial.isUnknown && <AlertCounts alert={alert} />}
      {result && <p className="t3 fs12 step">{t(alert.key === null ? 'measured' : 'measuredMost')}</p>}
      {result && asTable && <ValueTable measure={alert.measure} points={result.points} />}
      {result && !asTable && <AroundChart alert={alert} result={result} />}
    </section>
  );
}

/** The alert's rule tried on the hours around it; unknown where those are not kept. */
function useAround(alert: Alert) {
  const { dataSecond } = useLive();
  const { list: rules, error: rulesError } = useList<Rule>('rules');
  // As long as it is open; else the chart would move away under whoever looks at it.
  const [openedSecond, setOpened] = useState<number | null>(null);
  if (openedSecond === null && dataSecond !== null) setOpened(dataSecond);
  const nowSecond = alert.resolvedAt === null ? dataSecond : openedSecond;
  const hours = nowSecond === null ? null : hoursSince(alert, nowSecond * 1_000);
  const isReady = nowSecond !== null && (rules !== null || rulesError !== null);
  const fields =
    isReady && hours
      ? trialOf(
          alert,
          rules?.find(({ id }) => id === alert.ruleId),
        )
      : null;
  const step = hours === 1 ? STEP_SECONDS.fine : STEP_SECONDS.coarse;
  const { result, error } = useBacktest(fields, hours ?? 1, alert.traffic, Math.floor((nowSecond ?? 0) / step));
  const isKnown = result?.isKnown && result.oldest !== null;
  const isUnknown = isReady && (fields === null || error !== null || (result !== null && !isKnown));
  return { result: isKnown && !isUnknown ? result : null, isUnknown, isLoading: !isUnknown && result === null };
}

function AroundChart({ alert, result }: { alert: Alert; result: Backtest }) {
  const t = useTranslations('alerts.around');
  const alerts = useAlertText();
  const text = useMeasureText();
  const { time } = useFormats();
  const { measure, firingAt, resolvedAt } = alert;
  const { points, from, to } = around(alert, result);
  const newest = points.findLast(({ value }) => value !== null);
  const newestLimit = points.findLast(({ threshold }) => threshold !== null)?.threshold ?? alert.threshold;
  // Of one that goes on the alert knows the newest.
  const limit = resolvedAt === null ? alert.threshold : newestLimit;
  const summary = t('valueSummary', {
    name: alerts.name(alert),
    from: time(from * 1_000),
    to: time(to * 1_000),
    value: newest?.value == null ? '–' : text.value(measure, newest.value),
    limit: text.limit(measure, limit),
    fired: firingAt ? time(Date.parse(firingAt)) : '–',
  });
  const secondOf = (at: string | null) => (at === null ? to : Math.min(to, Date.parse(at) / 1_000));
  return (
    <ValueChart {...{ measure, points, from, to, limit, summary }}>
      {(at) =>
        firingAt && (
          <FiredSpan
            firingAt={firingAt}
            tone={toneOf(alert)}
            left={at(secondOf(firingAt))}
            right={at(secondOf(resolvedAt))}
          />
        )
      }
    </ValueChart>
  );
}
