import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';
import type { OpenPage } from './browser.ts';
import type { Probe } from './probe.ts';

export type Steady = {
  seconds: number;
  /** Of the page's main thread, ms in a second: time in tasks, and processor time of the thread. */
  busyMs: number;
  cpuMs: number;
  /** Parts of the first. */
  scriptMs: number;
  styleMs: number;
  layoutMs: number;
  longTasks: number;
  /** What was in them. */
  longFrames: Probe['longFrames'];
  longestTaskMs: number;
  heapStartMb: number;
  heapGrowthMb: number;
  nodeGrowth: number;
  listenerGrowth: number;
};

/** The page left alone for so long: nothing asks it for anything between the first look and the last. */
export async function measureSteady({ page, cdp }: OpenPage, seconds: number): Promise<Steady> {
  const heapBefore = await heapMb(cdp);
  const from = await page.evaluate(() => performance.now());
  const before = await metrics(cdp);
  await sleep(seconds * 1_000);
  const after = await metrics(cdp);
  const to = await page.evaluate(() => performance.now());
  const { longTasks, longFrames } = await page.evaluate(() => (window as unknown as { probe: Probe }).probe);
  const isIn = ([at]: readonly [number, ...unknown[]]) => at >= from && at < to;
  const tasks = longTasks.filter(isIn);
  const heapAfter = await heapMb(cdp);
  const kept = await metrics(cdp);
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  const elapsed = grown('Timestamp');
  const msPerSecond = (name: string) => (grown(name) * 1_000) / elapsed;
  return {
    seconds: elapsed,
    busyMs: msPerSecond('TaskDuration'),
    cpuMs: msPerSecond('ThreadTime'),
    scriptMs: msPerSecond('ScriptDuration'),
    styleMs: msPerSecond('RecalcStyleDuration'),
    layoutMs: msPerSecond('LayoutDuration'),
    longTasks: tasks.length,
    longFrames: longFrames.filter(isIn),
    longestTaskMs: Math.max(0, ...tasks.map(([, ms]) => ms)),
    heapStartMb: heapBefore,
    heapGrowthMb: heapAfter - heapBefore,
    nodeGrowth: (kept.Nodes ?? 0) - (before.Nodes ?? 0),
    listenerGrowth: (kept.JSEventListeners ?? 0) - (before.JSEventListeners ?? 0),
  };
}

async function metrics(cdp: CDPSession): Promise<Record<string, number>> {
  const { metrics: list } = await cdp.send('Performance.getMetrics');
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

/** JavaScript heap in use after collections; the second one takes what the first one's finalizers let go. */
async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
}
