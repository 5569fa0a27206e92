import { chromium, type Page } from '@playwright/test';
import type { Pipeline } from '#contracts/pipeline';
import type { Quantity, Rule } from '#contracts/rule';
import type { NewRule } from '#contracts/rule-edit';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import { findChromium } from '#scripts/services/install';
import { evaluate } from '#server/alerts/evaluate';
import { createSeries } from '#tests/helpers/alert-input';
import { produce, trackEvent } from '#tests/helpers/produce';
import { startReceiver } from '#tests/helpers/receiver';
import { type Stack, startStack } from '#tests/helpers/services';

/**
 * How fast alerts are: `npx tsx bench/alerts.ts`, with what `npm run services` prints exported.
 * From an event's `timestamp` to its alert drawn in Chromium, and to the request that Slack gets; how long 500 rules take
 * to judge, by themselves and in a server that has counted a day; and backtests over that day, of a rule that costs
 * little and of one that costs most, which compares each minute with the mean of a whole day.
 */
const SAMPLES = 100;
const RULES = 500;
const SECONDS = 60;

const ms = (value: number) => `${Math.round(value)} ms`;
function percentiles(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return `p50 ${ms(at(0.5))}, p99 ${ms(at(0.99))}, slowest ${ms(at(1))} (${sorted.length})`;
}

const usualOfDay = { to: 'mean', baselineSeconds: 86_400, minPast: 0, minMinutes: 1 } as const;
const ordersOf = (where?: Quantity['where']): Quantity => ({
  of: 'events',
  names: ['Order Completed'],
  category: null,
  where,
});

/** What costs more than the templates: the usual of a whole day, of an amount and of a ratio, a filter, users. */
const COSTLY: Pick<Rule, 'measure' | 'compare' | 'limit'>[] = [
  { measure: { kind: 'value', quantity: ordersOf(), windowSeconds: 60 }, compare: usualOfDay, limit: 3 },
  {
    measure: { kind: 'value', quantity: ordersOf([{ path: 'platform', value: 'app' }]), windowSeconds: 300 },
    compare: usualOfDay,
    limit: 3,
  },
  {
    measure: {
      kind: 'ratio',
      numerator: { of: 'events', names: ['Payment Failed'], category: null },
      denominator: ordersOf(),
      windowSeconds: 300,
      minDenominator: 0,
    },
    compare: usualOfDay,
    limit: 3,
  },
  {
    measure: { kind: 'value', quantity: { of: 'users', names: null, category: null }, windowSeconds: 60 },
    compare: { to: 'number' },
    limit: 1_000_000,
  },
];

/** 500 rules of all kinds, over windows of seconds to a day; of ten, four are costly. */
function manyRules(): Rule[] {
  const windows = [10, 60, 300, 3_600, 86_400];
  return Array.from({ length: RULES }, (_, index) => {
    const { fields } = RULE_TEMPLATES[index % RULE_TEMPLATES.length] as (typeof RULE_TEMPLATES)[number];
    const windowSeconds = windows[index % windows.length] as number;
    const isPlain = fields.measure.kind === 'value' && fields.compare.to === 'number';
    const measure = isPlain || fields.measure.kind === 'ratio' ? { ...fields.measure, windowSeconds } : fields.measure;
    return { ...fields, id: `rule-${index}`, version: 1, measure, ...COSTLY[index % 10] } as Rule;
  });
}

/** A day of orders and failed payments, so that sums and means are of something. */
async function fillDay(stack: Stack): Promise<void> {
  const now = Date.now();
  for (let hour = 24; hour >= 1; hour -= 1) {
    const records = Array.from({ length: 60 * 20 }, (_, index) => {
      const timestamp = new Date(now - hour * 3_600_000 + index * 3_000).toISOString();
      return trackEvent(index % 20 === 0 ? 'Payment Failed' : 'Order Completed', `user-${index % 97}`, { timestamp });
    });
    await produce(stack, records);
  }
  const counted = async () => ((await (await fetch(`${stack.url}/api/pipeline`)).json()) as Pipeline).books.counted;
  while ((await counted()) < 24 * 60 * 20) await new Promise((resolve) => setTimeout(resolve, 200));
}

function timeEvaluation(): void {
  const now = Math.floor(Date.now() / 1_000);
  const series = createSeries();
  for (const name of ['Order Completed', 'Payment Failed', 'Product Viewed']) series.add(name, 3, now - 7_200, now);
  for (let hour = 1; hour < 8 * 24; hour += 1)
    series.add('Order Completed', 5, now - hour * 3_600, now - hour * 3_600 + 60);
  const rules = manyRules();
  const times = Array.from({ length: SECONDS }, (_, age) => {
    const input = series.inputAfter(now - SECONDS + age);
    const startedAt = performance.now();
    evaluate(rules, input, []);
    return performance.now() - startedAt;
  });
  console.log(`${RULES} rules judged, by themselves:        ${percentiles(times.slice(1))}`);
}

async function post(stack: Stack, path: string, body: unknown): Promise<Response> {
  const response = await fetch(stack.url + path, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

const evaluationMs = async (stack: Stack) => {
  const metrics = await (await fetch(`${stack.url}/metrics`)).text();
  return Number(/^yeoul_alert_evaluation_ms(?:\{.*\})? ([\d.]+)$/m.exec(metrics)?.[1]);
};

function ruleOf(name: string): NewRule {
  const [template] = RULE_TEMPLATES;
  if (!template) throw new Error('no template');
  const quantity = { of: 'events' as const, names: [name], category: null };
  return {
    ...template.fields,
    name,
    measure: { kind: 'value', quantity, windowSeconds: 10 },
    limit: 0,
    forSeconds: 0,
    resolveAfterSeconds: 0,
    traffic: ['real'],
  };
}

/** When each alert was drawn, by its name. */
async function watchAlerts(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/alerts`);
  await page.locator('.conn[data-state=live]').first().waitFor();
  await page.evaluate(() => {
    const drawn: Record<string, number> = {};
    Object.assign(window, { drawn });
    new MutationObserver(() =>
      requestAnimationFrame(() => {
        for (const row of document.querySelectorAll('.ar[data-state=firing] .open')) {
          const name = row.textContent ?? '';
          drawn[name] ??= Date.now();
        }
      }),
    ).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
}

async function timeAlerts(stack: Stack, slackAt: (name: string) => number | undefined): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
  const names = Array.from({ length: SAMPLES }, (_, index) => `Bench ${index}`);
  for (const name of names) await post(stack, '/api/rules', ruleOf(name));
  await watchAlerts(page, stack.url);
  const happenedAt = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const event = trackEvent(name, 'bench');
    happenedAt.set(name, Date.now());
    await produce(stack, [event]);
    // Over all moments of a second.
    await new Promise((resolve) => setTimeout(resolve, 300 + ((index * 137) % 700)));
  }
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const drawn = await page.evaluate(() => (window as unknown as { drawn: Record<string, number> }).drawn);
  const since = (at: (name: string) => number | undefined) =>
    names.flatMap((name) => {
      const then = at(name);
      return then === undefined ? [] : [then - (happenedAt.get(name) as number)];
    });
  console.log(`event → alert on screen:                 ${percentiles(since((name) => drawn[name]))}`);
  console.log(`event → request to Slack:                ${percentiles(since(slackAt))}`);
  await browser.close();
}

async function timeServer(stack: Stack): Promise<void> {
  for (const rule of manyRules().slice(0, RULES - SAMPLES)) {
    const { id: _id, version: _version, ...fields } = rule;
    await post(stack, '/api/rules', fields);
  }
  const times: number[] = [];
  for (let second = 0; second < 20; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    times.push(await evaluationMs(stack));
  }
  console.log(`${RULES} rules judged by a server, Redis included: ${percentiles(times.slice(2))}`);
}

async function timeBacktest(stack: Stack): Promise<void> {
  const [template] = RULE_TEMPLATES;
  const rules = { 'failure share': template?.fields, 'usual of a day': { ...template?.fields, ...COSTLY[0] } };
  for (const [name, rule] of Object.entries(rules)) {
    for (const hours of [1, 24, 168]) {
      const times: number[] = [];
      for (let run = 0; run < 10; run += 1) {
        const startedAt = performance.now();
        await (await post(stack, '/api/rules/backtest', { rule, hours, traffic: 'real' })).json();
        times.push(performance.now() - startedAt);
      }
      console.log(`backtest, ${name}, of ${hours} h:      ${percentiles(times)}`);
    }
  }
}

timeEvaluation();
const receiver = await startReceiver();
const stack = await startStack({ relay: 1, web: 1, notifier: 1, env: { NOTIFY_ALLOWED_HOSTS: receiver.host } });
try {
  const url = `http://${receiver.host}/slack`;
  const channel = {
    kind: 'slack',
    name: 'Bench',
    enabled: true,
    severities: ['critical', 'warning'],
    url,
    secret: null,
  };
  await post(stack, '/api/channels', channel);
  // Its own message, or its line in that of several that began together.
  const isOf = (body: string, name: string) => body.includes(`: ${name} ·`) || body.includes(`: ${name}>`);
  await timeAlerts(stack, (name) => receiver.at('/slack').find(({ body }) => isOf(body, name))?.atMs);
  await fillDay(stack);
  await timeServer(stack);
  await timeBacktest(stack);
} finally {
  await stack.stop();
  receiver.close();
}
