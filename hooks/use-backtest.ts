'use client';

import { useEffect, useState } from 'react';
import type { Backtest } from '#contracts/backtest';
import type { BacktestRequest } from '#contracts/backtest-request';
import { callApi } from './api.ts';
import type { RuleFields } from './rule-draft.ts';

/** Typing is one question, not one for each key. */
const SETTLE_MS = 250;

type State = { result: Backtest | null; error: string | null; isLoading: boolean };

/**
 * When the rule as it stands would have fired; asked again after each change, and when `again` is another. The last answer
 * stays until the next.
 */
export function useBacktest(
  fields: RuleFields | null,
  hours: BacktestRequest['hours'],
  traffic: BacktestRequest['traffic'],
  again = 0,
) {
  const [state, setState] = useState<State>({ result: null, error: null, isLoading: true });
  const question = fields && JSON.stringify({ rule: fields, hours, traffic });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `again` is a reason to ask.
  useEffect(() => {
    if (question === null) return;
    let isStale = false;
    setState(({ result }) => ({ result, error: null, isLoading: true }));
    const timer = setTimeout(async () => {
      try {
        const result = await callApi<Backtest>('/api/rules/backtest', 'POST', JSON.parse(question));
        if (!isStale) setState({ result, error: null, isLoading: false });
      } catch (cause) {
        const error = cause instanceof Error ? cause.message : String(cause);
        if (!isStale) setState({ result: null, error, isLoading: false });
      }
    }, SETTLE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [question, again]);
  return state;
}
