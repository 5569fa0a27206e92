// Apart from simulation.ts, so that no schema library comes to the browser with it.
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
