'use client';

import { useCallback } from 'react';
import type { ScenarioInfo, Simulation, SimulationRequest } from '#contracts/simulation';
import { callApi } from './api.ts';
import { useCall } from './use-call.ts';

const NORMAL_SECONDS = 60;

/** Starts and stops simulations, as `useCall` does. */
export function useSimulationControl() {
  const { busy, error, run } = useCall();
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
