import { z } from 'zod';

export const SCENARIO_IDS = [
  'normal',
  'flash-sale',
  'bot-attack',
  'payment-outage',
  'traffic-drop',
  'malformed',
  'duplicates',
] as const;
export type ScenarioId = (typeof SCENARIO_IDS)[number];

/** What the menu shows of a scenario; names and descriptions are translated by id. */
export type ScenarioInfo = { id: ScenarioId; defaultRate: number };

export const SCENARIO_INFOS: readonly ScenarioInfo[] = [
  { id: 'normal', defaultRate: 300 },
  { id: 'flash-sale', defaultRate: 2_400 },
  { id: 'bot-attack', defaultRate: 4_000 },
  { id: 'payment-outage', defaultRate: 300 },
  { id: 'traffic-drop', defaultRate: 300 },
  { id: 'malformed', defaultRate: 300 },
  { id: 'duplicates', defaultRate: 300 },
];

export const MAX_RATE_PER_SECOND = 5_000;
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
