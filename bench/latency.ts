import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from '#scripts/services/install';

/**
 * From an event being handed to Kafka's producer to its being drawn: `npx tsx bench/latency.ts` beside a running demo.
 * Sends 1,000 events a second for 20 s and watches the page's total in a real Chromium on the same clock.
 */
const RATE = 1_000;
const SECONDS = 20;
const SLICE_MS = 10;

const run = JSON.parse(readFileSync('.yeoul/run.json', 'utf8')) as { url: string; brokers: string[]; redis: string };
Object.assign(process.env, { KAFKA_BROKERS: run.brokers.join(','), REDIS_URL: run.redis, LOG_LEVEL: 'error' });
const { createKafka, createProducer } = await import('#infra/kafka');
const { createLogger } = await import('#infra/logger');
const { benchRecord } = await import('./produce.ts');

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
await page.goto(run.url);
const total = page.getByTestId('total-events');
await total.waitFor();
const producer = createProducer(createKafka(createLogger('bench'), 'yeoul-bench'));
await producer.connect();
// The page may be on its way to the newest total still.
await page.waitForTimeout(1_000);
const base = Number(((await total.textContent()) ?? '').replaceAll(/\D/g, ''));
await total.evaluate((element) => {
  const draws: [number, number][] = [];
  Object.assign(window, { draws });
  // No named function in here: tsx would add a helper that the page doesn't have.
  new MutationObserver(() =>
    requestAnimationFrame(() => draws.push([Date.now(), Number((element.textContent ?? '').replaceAll(/\D/g, ''))])),
  ).observe(element, { characterData: true, childList: true, subtree: true });
});

const producedAt: number[] = [];
const startedAt = Date.now();
const runId = `latency-${startedAt}`;
while (producedAt.length < RATE * SECONDS) {
  const due = Math.min(RATE * SECONDS, Math.floor(((Date.now() - startedAt) / 1_000) * RATE));
  const records = [];
  for (const now = Date.now(); producedAt.length < due; ) {
    records.push(benchRecord(producedAt.length, runId, now));
    producedAt.push(now);
  }
  if (records.length > 0) void producer.send('events', records);
  await new Promise((resolve) => setTimeout(resolve, SLICE_MS));
}
await page.waitForFunction(
  (target) => (window as unknown as { draws: [number, number][] }).draws.some(([, shown]) => shown >= target),
  base + producedAt.length,
);
const draws = await page.evaluate(() => (window as unknown as { draws: [number, number][] }).draws);
const latencies: number[] = [];
let next = 0;
for (const [at, shown] of draws)
  for (; next < shown - base; next += 1) latencies.push(at - (producedAt[next] as number));
latencies.sort((a, b) => a - b);
const percentile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))];
console.log(
  `${latencies.length} events at ${RATE}/s, produced → drawn: p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms, max ${latencies.at(-1)} ms`,
);
await producer.close();
await browser.close();
process.exit(0);
