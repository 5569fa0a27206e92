'use client';

import { useTranslations } from 'use-intl';
import type { Backtest } from '#contracts/backtest';
import type { RuleFields } from '#hooks/rule-draft';
import { useFormats } from './format.tsx';
import { useMeasureText } from './measure-text.tsx';
import { ValueChart } from './value-chart.tsx';

const MOST_NUMBERS = 12;

type Props = { fields: RuleFields; result: Backtest; onLimit: (limit: number) => void };

/** The value and what it is compared with, and the times at which the rule would have fired. */
export function BacktestChart({ fields: { measure, compare, limit }, result, onLimit }: Props) {
  const t = useTranslations('rules.backtest');
  const { time } = useFormats();
  const text = useMeasureText();
  const { points, fired, from, to } = result;
  // What is usual has a limit of its own at each moment, which nobody can drag.
  const isNumber = compare.to === 'number';
  const shown = isNumber ? limit : (points.findLast(({ threshold }) => threshold !== null)?.threshold ?? limit);
  const summary = t('summary', {
    from: time(from * 1_000),
    to: time(to * 1_000),
    peak: text.value(measure, Math.max(...points.map(({ value }) => value ?? 0))),
    limit: text.limit(measure, shown),
    count: fired.length,
  });
  return (
    <ValueChart {...{ measure, points, from, to, summary }} limit={shown} {...(isNumber && { onLimit })}>
      {(at) =>
        fired.map(({ key, from: since, until }, index) => (
          <span
            key={`${since} ${key}`}
            className="btfired"
            style={{ left: `${at(since)}%`, width: `max(2px, ${at(until ?? to) - at(since)}%)` }}
          >
            {index < MOST_NUMBERS && <b>{index + 1}</b>}
          </span>
        ))
      }
    </ValueChart>
  );
}
