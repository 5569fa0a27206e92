import type { ScenarioId } from '#contracts/simulation';

/**
 * A scenario as data. `shape` gives the share of the rate at points of the run (both 0..1), straight in between.
 * Probabilities are of a step: a product is added, a cart goes to checkout, a payment fails (at the start, and after
 * `failureRampSeconds`). Of the traffic, `botShare` comes from `bots` users.
 */
export type Scenario = {
  shape: readonly (readonly [at: number, share: number])[];
  add: number;
  checkout: number;
  failure: readonly [start: number, then: number];
  failureRampSeconds: number;
  bots: number;
  botShare: number;
  /** Every n-th record is malformed, or sent twice; 0: none. */
  malformedEvery: number;
  repeatEvery: number;
};

const NORMAL: Scenario = {
  shape: [
    [0, 1],
    [1, 1],
  ],
  add: 0.24,
  checkout: 0.4,
  failure: [0.05, 0.05],
  failureRampSeconds: 0,
  bots: 0,
  botShare: 0,
  malformedEvery: 0,
  repeatEvery: 0,
};

export const SCENARIOS: Record<ScenarioId, Scenario> = {
  normal: NORMAL,
  'flash-sale': {
    ...NORMAL,
    shape: [
      [0, 1 / 3],
      [0.2, 1],
      [1, 1],
    ],
    add: 0.4,
    checkout: 0.6,
  },
  'bot-attack': { ...NORMAL, bots: 4, botShare: 0.7 },
  'payment-outage': { ...NORMAL, failure: [0.05, 0.45], failureRampSeconds: 5 },
  'traffic-drop': {
    ...NORMAL,
    shape: [
      [0, 1],
      [0.3, 1],
      [0.35, 0.2],
      [1, 0.2],
    ],
  },
  malformed: { ...NORMAL, malformedEvery: 20 },
  duplicates: { ...NORMAL, repeatEvery: 10 },
};

/** How many records are due after `second` of a run. */
export function dueAt(scenario: Scenario, rate: number, seconds: number, second: number): number {
  const until = Math.min(1, Math.max(0, second / seconds));
  let sum = 0;
  for (let i = 1; i < scenario.shape.length; i += 1) {
    const [from, low] = scenario.shape[i - 1] as readonly [number, number];
    const [to, high] = scenario.shape[i] as readonly [number, number];
    if (until <= from) break;
    const end = Math.min(until, to);
    const share = low + ((high - low) * (end - from)) / (to - from);
    sum += ((low + share) / 2) * (end - from);
  }
  // The sum may fall short of a whole number by a rounding error.
  return Math.floor(sum * rate * seconds + 1e-6);
}
