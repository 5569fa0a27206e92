'use client';

import { useTranslations } from 'use-intl';
import type { Backtest } from '#contracts/backtest';
import type { Rule } from '#contracts/rule';
import { isBeyond } from '#contracts/rule-limits';
import { useMeasureText } from './measure-text.tsx';

/** The newest value, and whether the rule would fire now. By minute, the newest point is of many minutes: it has no "now". */
export function BacktestNow({ fields, result }: { fields: Pick<Rule, 'measure' | 'direction'>; result: Backtest }) {
  const { measure, direction } = fields;
  const t = useTranslations('rules.backtest');
  const text = useMeasureText();
  const newest = result.points.at(-1);
  const fires = result.fired.some(({ until }) => until === null);
  if (result.stepSeconds !== 1) return null;
  // It may have to hold for a while, or be of too little.
  const isOver = newest ? isBeyond(direction, newest.value, newest.threshold) : false;
  return (
    <span className="row gap-1 fs12" data-now={fires ? 'firing' : 'quiet'}>
      <span className={fires ? 'dot fires flex-none' : 'dot t3 flex-none'} aria-hidden="true" />
      {t(fires ? 'nowFiring' : isOver ? 'nowBeyond' : 'nowQuiet', {
        value: newest?.value == null ? '–' : text.value(measure, newest.value),
      })}
    </span>
  );
}
