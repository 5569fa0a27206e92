import type { OutgoingRecord } from '#infra/kafka';
import { get, readPipeline } from '#tests/helpers/http';
import { produce, trackEvent } from '#tests/helpers/produce';
import type { Stack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';
import { createTraffic } from '#workers/simulator/traffic';

const RATE = 8;
const SPAN_SECONDS = 900;
/** Longer than all that is shown takes: what is compared with then is to be there until the end. */
const WALK_SECONDS = 900;
const CHUNK = 2_000;

/** A quarter of an hour of real shop traffic, and as much and more an hour before, so that every figure has its comparison. */
export async function fillHistory(stack: Stack): Promise<void> {
  const now = Date.now();
  const spans: [ago: number, seconds: number][] = [
    [SPAN_SECONDS, SPAN_SECONDS],
    [3_600 + SPAN_SECONDS, SPAN_SECONDS + WALK_SECONDS],
  ];
  const records = spans.flatMap(([ago, seconds], seed) => {
    const id = `history-${seed}`;
    const traffic = createTraffic({ id, scenario: 'normal', rate: RATE, seconds, seed }, now - ago * 1_000);
    return Array.from({ length: traffic.total }, () => traffic.next().records).flat();
  });
  for (let at = 0; at < records.length; at += CHUNK) {
    const real = records
      .slice(at, at + CHUNK)
      .map(({ key, value }) => ({ key, value: String(value).replace('"simulated":true', '"simulated":false') }));
    await produce(stack, real);
  }
  await until('the history is counted', async () => (await readPipeline(stack)).books.counted >= records.length);
}

const events = (name: string, count: number, userId: string, properties = {}) =>
  Array.from({ length: count }, () => trackEvent(name, userId, { properties }));

/** No one of them does more than the rule for a burst allows. */
const eventsOfMany = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => trackEvent(name, `u-visitor-${n}`));

/** One user does more in a minute than the rule allows: an alert that fires at once. */
export async function raiseAlert(stack: Stack): Promise<void> {
  await produce(stack, events('Product Clicked', 400, 'u-scraper'));
  await untilFiring(stack, 'user-burst');
}

/** By the collector, where one runs. */
async function collect(stack: Stack, records: OutgoingRecord[]): Promise<void> {
  if (!stack.collectorUrl) return produce(stack, records);
  await fetch(`${stack.collectorUrl}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('local:')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch: records.map(({ value }) => JSON.parse(String(value))) }),
  });
}

/** Traffic that goes on, in which every third payment fails; the rule for that lets it take 30 s until it fires. */
export function failPayments(stack: Stack) {
  const traffic = createTraffic(
    { id: 'now', scenario: 'normal', rate: RATE, seconds: SPAN_SECONDS, seed: 2 },
    Date.now(),
  );
  const send = () => {
    const now = new Date().toISOString();
    const normal = Array.from({ length: RATE }, () => {
      const [record] = traffic.next().records as [{ key: string; value: string }];
      const event = { ...JSON.parse(record.value), timestamp: now, context: {} };
      return { key: record.key, value: JSON.stringify(event) };
    });
    void collect(stack, [
      ...normal,
      // As many on the way there, so that no step has more than the one before.
      ...eventsOfMany('Product Viewed', 24),
      ...eventsOfMany('Product Added', 10),
      ...eventsOfMany('Checkout Started', 6),
      ...events('Payment Failed', 2, 'u-shopper'),
      ...events('Order Completed', 3, 'u-buyer', { revenue: 32_000 }),
    ]);
  };
  send();
  const timer = setInterval(send, 1_000);
  return { untilFiring: () => untilFiring(stack, 'payment-failures'), end: () => clearInterval(timer) };
}

/** Channels are told nothing of critical alerts for an hour: the one of payments goes on. */
export async function silenceCritical(stack: Stack): Promise<void> {
  const now = Date.now();
  const when = { kind: 'once', from: new Date(now).toISOString(), to: new Date(now + 3_600_000).toISOString() };
  const matcher = { ruleId: null, severity: 'critical', key: null };
  await fetch(`${stack.url}/api/silences`, {
    method: 'POST',
    body: JSON.stringify({ matcher, when, note: null, by: null }),
  });
}

async function untilFiring(stack: Stack, ruleId: string): Promise<void> {
  const fires = async () => {
    const { alerts } = await get<{ alerts: { ruleId: string }[] }>(`${stack.url}/api/alerts?state=firing`);
    return alerts.some((alert) => alert.ruleId === ruleId);
  };
  await until(`${ruleId} fires`, fires, 90_000);
}
