import { z } from 'zod';
import { MAX_RATE_PER_SECOND, SCENARIO_IDS, type ScenarioId, type ScenarioInfo } from './scenarios.ts';

export type { ScenarioId, ScenarioInfo };

export const MAX_SIMULATION_SECONDS = 3_600;

/** Body of POST /api/simulations. `rate` is events a second, `seconds` how long it runs. */
export const SimulationRequest = z.strictObject({
  scenario: z.enum(SCENARIO_IDS),
  rate: z.number().int().min(1).max(MAX_RATE_PER_SECOND),
  seconds: z.number().int().min(1).max(MAX_SIMULATION_SECONDS),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
  /** Alerts caused by this simulation may go to outside channels (Slack, webhooks). */
  notify: z.boolean().optional(),
});
export type SimulationRequest = z.infer<typeof SimulationRequest>;

export type SimulationState = 'queued' | 'running' | 'done' | 'stopped' | 'failed';

/**
 * A simulation as every browser sees it.
 * `sent` and `acknowledged` count distinct events that the contract accepts (what `/api/counts` will show);
 * `malformed` and `repeated` count the records that a scenario adds on purpose. `progress` is 0..1.
 */
export type Simulation = {
  id: string;
  scenario: ScenarioId;
  rate: number;
  seconds: number;
  seed: number;
  notify: boolean;
  state: SimulationState;
  sent: number;
  acknowledged: number;
  malformed: number;
  repeated: number;
  progress: number;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  error: string | null;
};
