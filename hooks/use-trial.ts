'use client';

import { useState } from 'react';
import type { BacktestRequest } from '#contracts/backtest-request';
import type { RuleFields } from './rule-draft.ts';
import { useBacktest } from './use-backtest.ts';

/** A rule tried as it is written, on hours and traffic that can be chosen. */
export function useTrial(fields: RuleFields | null) {
  const [hours, setHours] = useState<BacktestRequest['hours']>(1);
  const [traffic, setTraffic] = useState<BacktestRequest['traffic']>('real');
  const { result, error, isLoading } = useBacktest(fields, hours, traffic);
  const known = result?.isKnown && result.oldest !== null ? result : null;
  return { hours, setHours, traffic, setTraffic, result, known, error, isLoading };
}
export type Trial = ReturnType<typeof useTrial>;
