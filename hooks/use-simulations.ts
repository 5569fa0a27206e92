'use client';

import { useCallback, useState } from 'react';
import type { ScenarioInfo, Simulation, SimulationRequest } from '#contracts/simulation';
import { callApi } from './api.ts';

const NORMAL_SECONDS = 60;

/** Starts and stops simulations; `busy` while the server has not answered, `error` is its sentence when it refused. */
export function useSimulationControl() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = useCallback(async (call: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await call();
      return true;
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const start = useCallback(
    (request: SimulationRequest) => run(() => callApi('/api/simulations', 'POST', request)),
    [run],
  );
  const startNormal = useCallback(() => run(requestNormal), [run]);
  const stop = useCallback((id: string) => run(() => callApi(`/api/simulations/${id}`, 'DELETE')), [run]);
  return { busy, error, start, startNormal, stop };
}

async function requestNormal() {
  const scenarios = await callApi<ScenarioInfo[]>('/api/scenarios');
  const rate = scenarios.find(({ id }) => id === 'normal')?.defaultRate ?? 1;
  const request: SimulationRequest = { scenario: 'normal', rate, seconds: NORMAL_SECONDS };
  return callApi('/api/simulations', 'POST', request);
}

/** Those under way, the newest first. */
export function activeSimulations(simulations: Simulation[]): Simulation[] {
  return simulations
    .filter(({ state }) => state === 'queued' || state === 'running')
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
