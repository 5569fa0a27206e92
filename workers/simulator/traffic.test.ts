import { expect, test } from 'vitest';
import { parseEvent } from '#contracts/event';
import { SCENARIO_IDS, type ScenarioId } from '#contracts/scenarios';
import { createTraffic } from './traffic.ts';

const START_MS = Date.parse('2026-11-22T05:00:00Z');
const settings = (scenario: ScenarioId, rate = 300, seconds = 20, seed = 7) => ({
  id: 'sim',
  scenario,
  rate,
  seconds,
  seed,
});

function all(scenario: ScenarioId, seed = 7) {
  const traffic = createTraffic(settings(scenario, 300, 20, seed), START_MS);
  return Array.from({ length: traffic.total }, () => traffic.next());
}
const events = (scenario: ScenarioId) =>
  all(scenario).flatMap(({ records }) => {
    const parsed = parseEvent(String(records[0]?.value));
    return parsed.ok ? [parsed.event] : [];
  });
const share = (names: string[], of: string[]) => names.filter((name) => of.includes(name)).length / names.length;

test.each(SCENARIO_IDS)('%s is the same for the same seed, and another for another', (scenario) => {
  expect(all(scenario)).toEqual(all(scenario));
  expect(all(scenario, 8)).not.toEqual(all(scenario));
});

test.each(SCENARIO_IDS)(
  '%s: exactly what says it is valid keeps the contract, and all of it is simulated',
  (scenario) => {
    for (const { records, isValid } of all(scenario)) {
      const parsed = parseEvent(String(records[0]?.value));
      expect(parsed.ok).toBe(isValid);
      if (parsed.ok) expect(parsed.event.simulated).toBe(true);
    }
  },
);

test('a normal day sends rate × seconds events, spread over its time', () => {
  const times = events('normal').map((event) => event.timestampMs);
  expect(times).toHaveLength(6_000);
  expect(times[0]).toBe(START_MS);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(Math.max(...times)).toBeLessThan(START_MS + 20_000);
});

test('a normal day looks like a shop', () => {
  const names = events('normal').map((event) => event.name);
  expect(share(names, ['Product Viewed'])).toBeGreaterThan(0.2);
  expect(share(names, ['Order Completed'])).toBeGreaterThan(0.002);
  expect(share(names, ['Product Added'])).toBeGreaterThan(share(names, ['Checkout Started']));
});

test('in an outage most payments fail', () => {
  const names = events('payment-outage').map((event) => event.name);
  const attempts = names.filter((name) => ['Payment Failed', 'Order Completed'].includes(name));
  expect(share(attempts, ['Payment Failed'])).toBeGreaterThan(0.3);
});

test('four bots make most of an attack', () => {
  const bots = events('bot-attack').filter((event) => event.user.startsWith('bot-'));
  expect(new Set(bots.map((event) => event.user)).size).toBe(4);
  expect(bots.length).toBeGreaterThan(3_000);
});

test('traffic falls by 80 %', () => {
  const times = events('traffic-drop').map((event) => (event.timestampMs - START_MS) / 1_000);
  const first = times.filter((second) => second < 5).length;
  const last = times.filter((second) => second >= 15).length;
  expect(last / first).toBeCloseTo(0.2, 1);
});
