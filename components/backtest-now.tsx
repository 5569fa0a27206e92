'use client';

import { useTranslations } from 'use-intl';
import type { Backtest } from '#contracts/backtest';
import type { Measure } from '#contracts/rule';
import { useMeasureText } from './measure-text.tsx';

/** The newest value, and whether the rule would fire now. By minute, the newest point is of many minutes: it has no "now". */
export function BacktestNow({ measure, result }: { measure: Measure; result: Backtest }) {
  const t = useTranslations('rules.backtest');
  const text = useMeasureText();
  const newest = result.points.at(-1)?.value ?? null;
  const fires = result.fired.some(({ until }) => until === null);
  if (result.stepSeconds !== 1) return null;
  return (
    <span className="row gap-1 fs12 nw" data-now={fires ? 'firing' : 'quiet'}>
      <span className={fires ? 'dot fires' : 'dot t3'} aria-hidden="true" />
      {t(fires ? 'nowFiring' : 'nowQuiet', { value: newest === null ? '–' : text.value(measure, newest) })}
    </span>
  );
}
