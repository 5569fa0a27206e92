import type { Simulation } from '#contracts/simulation';
import type { OutgoingRecord } from '#infra/kafka';
import { malformedValue } from './malformed.ts';
import { createRandom } from './random.ts';
import { dueAt, SCENARIOS } from './scenarios.ts';
import { newSession, nextStep, type Session, type Step, search } from './session.ts';

const SLICE_SECONDS = 0.05;

/** What item `n` of a run sends: one record, or two of the same bytes. */
export type TrafficItem = { records: OutgoingRecord[]; isValid: boolean };

export type Traffic = {
  /** Items of the whole run. */
  total: number;
  /** Items due `elapsedMs` after the start. */
  due(elapsedMs: number): number;
  /** The next item; call it `total` times, in order. */
  next(): TrafficItem;
  /** Passes over the next item, in a fraction of the time that making it takes. */
  skip(): void;
};

type Settings = Pick<Simulation, 'id' | 'scenario' | 'rate' | 'seconds' | 'seed'>;

/** The traffic of a simulation: item n is the same, to the byte, whenever it is made again for the same start. */
export function createTraffic(simulation: Settings, startMs: number): Traffic {
  const { id, rate, seconds, seed } = simulation;
  const scenario = SCENARIOS[simulation.scenario];
  const random = createRandom(seed);
  const sessions = createSessions(rate, seed);
  const bots = Array.from({ length: scenario.bots }, (_, i) => newSession(`bot-${seed}-${i}`));
  const due = (elapsedMs: number) => dueAt(scenario, rate, seconds, elapsedMs / 1_000);
  let n = 0;
  let slice = 0;
  let sliceEnd = due(SLICE_SECONDS * 1_000);

  /** Start of the slice in which item n is due. */
  function timeOfNext(): number {
    while (sliceEnd <= n && slice * SLICE_SECONDS < seconds) {
      slice += 1;
      sliceEnd = due((slice + 1) * SLICE_SECONDS * 1_000);
    }
    return startMs + Math.floor(slice * SLICE_SECONDS * 1_000);
  }

  function step(timeMs: number): { session: Session; step: Step } {
    if (bots.length > 0 && random() < scenario.botShare) {
      const session = bots[Math.floor(random() * bots.length)] as Session;
      const isSearch = random() < 0.4;
      return {
        session,
        step: isSearch
          ? search(session, random)
          : { name: 'Product Clicked', properties: { name: session.product.name } },
      };
    }
    const session = sessions[Math.floor(random() * sessions.length)] as Session;
    const ramp = Math.min(1, (timeMs - startMs) / 1_000 / Math.max(scenario.failureRampSeconds, 0.001));
    const failure = scenario.failure[0] + (scenario.failure[1] - scenario.failure[0]) * ramp;
    return { session, step: nextStep(session, scenario, failure, random) };
  }

  function advance() {
    const timeMs = timeOfNext();
    const made = step(timeMs);
    n += 1;
    return { ...made, timeMs, n: n - 1 };
  }

  return {
    total: due(seconds * 1_000),
    due,
    skip: advance,
    next() {
      const { session, step: made, timeMs, n } = advance();
      const time = new Date(timeMs).toISOString();
      const event = {
        type: 'track',
        event: made.name,
        messageId: `${id}-${n}`,
        userId: session.userId,
        timestamp: time,
        properties: made.properties,
        context: { simulated: true, library: { name: 'yeoul-simulator', version: '1' } },
        receivedAt: time,
      };
      const isValid = scenario.malformedEvery === 0 || n % scenario.malformedEvery !== scenario.malformedEvery - 1;
      const record = { key: session.userId, value: isValid ? JSON.stringify(event) : malformedValue(n, event) };
      const isRepeated = scenario.repeatEvery > 0 && n % scenario.repeatEvery === scenario.repeatEvery - 1;
      return { records: isRepeated ? [record, record] : [record], isValid };
    },
  };
}

/** So many users that nobody but a bot comes near the rule for bursts. */
function createSessions(rate: number, seed: number): Session[] {
  const users = Math.max(200, rate * 4);
  return Array.from({ length: users }, (_, i) => newSession(`sim-${seed % 1_000}-${i}`));
}
