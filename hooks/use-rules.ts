'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Rule } from '#contracts/alert';
import { callApi } from './api.ts';

export type RuleList = {
  rules: Rule[] | null;
  error: string | null;
  reload: () => Promise<void>;
  /** Takes in what the server has answered to an edit. */
  put: (rule: Rule) => void;
};

/** The alert rules, as they were when they were loaded. */
export function useRules(): RuleList {
  const [rules, setRules] = useState<Rule[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const reload = useCallback(async () => {
    try {
      setRules((await callApi<{ rules: Rule[] }>('/api/rules')).rules);
      setError(null);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    }
  }, []);
  useEffect(() => void reload(), [reload]);
  const put = useCallback(
    (rule: Rule) => setRules((list) => list?.map((each) => (each.id === rule.id ? rule : each)) ?? null),
    [],
  );
  return { rules, error, reload, put };
}
