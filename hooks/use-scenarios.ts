'use client';

import { useCallback, useEffect, useState } from 'react';
import type { ScenarioInfo } from '#contracts/simulation';
import { callApi } from './api.ts';

let loaded: ScenarioInfo[] | null = null;

export type Scenarios = { scenarios: ScenarioInfo[] | null; error: string | null; reload: () => void };

/** The scenarios that can be run. They never change while the server runs, so they are asked for once. */
export function useScenarios(): Scenarios {
  const [scenarios, setScenarios] = useState(loaded);
  const [error, setError] = useState<string | null>(null);
  const reload = useCallback(async () => {
    setError(null);
    try {
      loaded = await callApi<ScenarioInfo[]>('/api/scenarios');
      setScenarios(loaded);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    }
  }, []);
  useEffect(() => {
    if (!loaded) void reload();
  }, [reload]);
  return { scenarios, error, reload };
}
