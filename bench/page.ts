import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { BrowserContext } from '@playwright/test';
import { z } from 'zod';
import { ensureBuilt } from '#scripts/build';
import { say, step, UserError } from '#scripts/report';
import { ensureTools } from '#scripts/services/install';
import { stopRequested } from '#scripts/signals';
import { type Conditions, launchBrowser, openTab } from './page/browser.ts';
import { measureInteractions } from './page/interactions.ts';
import { coldLoad, type Load } from './page/loading.ts';
import type { Probe } from './page/probe.ts';
import { measureRepaints } from './page/repaints.ts';
import {
  brokenFigures,
  cpuName,
  loadNow,
  type Measures,
  machineLine,
  type PageReport,
  pageTable,
  writePageReport,
} from './page/report.ts';
import { startPageStack } from './page/stack.ts';
import { measureSteady } from './page/steady.ts';

const LOADS = 5;
/** Loading is over this long after the first live numbers. */
const SETTLE_MS = 5_000;
/** The comparisons need no ten minutes. */
const COMPARED_MINUTES = 1;

const Options = z.object({
  /** How long the page is left alone, and its memory watched; the load lasts an hour. */
  minutes: z.coerce.number().positive().max(30).default(10),
  /** Events a second. */
  rate: z.coerce.number().int().min(1).max(5_000).default(1_000),
  report: z.string().default('test-results/bench-page.json'),
});
type Options = z.infer<typeof Options>;

function readOptions(args: string[]): Options {
  const config = { minutes: { type: 'string' }, rate: { type: 'string' }, report: { type: 'string' } } as const;
  let values: unknown;
  try {
    values = parseArgs({ args, options: config }).values;
  } catch (error) {
    throw new UserError(`bench:page: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UserError(parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('\n'));
}

async function measure(context: BrowserContext, conditions: Conditions, minutes: number): Promise<Measures> {
  const loads: Load[] = [];
  for (let count = 0; count < LOADS; count += 1) loads.push(await coldLoad(context, conditions));
  const open = await openTab(context, conditions);
  const { page } = open;
  await page.goto(conditions.url);
  if (conditions.socket) {
    await page.waitForFunction(() => (window as unknown as { probe: Probe }).probe.liveAt !== null);
  }
  await page.waitForTimeout(SETTLE_MS);
  const steady = await measureSteady(open, minutes * 60);
  const repaints = conditions.socket ? await measureRepaints(context, page) : null;
  const interactions = await measureInteractions(page, conditions.socket);
  await page.close();
  return { loads, steady, repaints, interactions };
}

/**
 * `npm run bench:page -- [--minutes M] [--rate R] [--report FILE]`: what the live page costs a browser under load, against
 * its limits, with the same measures on a slower processor and with the socket blocked beside them.
 * Ends with 1 when a limit is broken.
 */
export async function main(args: string[]): Promise<number> {
  const { minutes, rate, report: file } = readOptions(args);
  await ensureTools(['chromium'], 'Measuring the page');
  await ensureBuilt();
  const loadBefore = loadNow();
  const { stack, stop } = await startPageStack(rate);
  const stopped = stopRequested().then(() => Promise.reject(new UserError('Stopped before all was measured.')));
  try {
    const browser = await launchBrowser();
    const compared = Math.min(minutes, COMPARED_MINUTES);
    const run = (label: string, cpu: number, socket: boolean, length: number) =>
      step(label, () => Promise.race([stopped, measure(browser.context, { url: stack.url, cpu, socket }, length)]));
    const startedAt = new Date().toISOString();
    const idle = await run('Measure with the socket blocked', 1, false, compared);
    const normal = await run(`Measure at ${rate} events/s`, 1, true, minutes);
    const slow = await run('Measure on a processor four times slower', 4, true, compared);
    await browser.close();
    const machine = {
      cpu: cpuName(),
      cores: cpus().length,
      chromium: browser.version,
      loadBefore,
      loadAfter: loadNow(),
    };
    const report: PageReport = { startedAt, rate, minutes, machine, normal, slow, idle };
    writePageReport(report, file);
    say(`\n${pageTable(report)}\n\n${machineLine(report)}; all figures are in ${file}`);
    const broken = brokenFigures(report);
    for (const name of broken) say(`✗ ${name}: over its limit`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await stop();
  }
}
