import { writeFileSync } from 'node:fs';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { say } from '#scripts/report';
import { launchTabBrowser } from '#tests/helpers/tab-browser';
import { PROBE } from './probe.ts';

export type OpenPage = { page: Page; cdp: CDPSession };
/** `cpu`: how many times slower than this machine; `socket: false` keeps the page's socket from ever opening. */
export type Conditions = { url: string; cpu: number; socket: boolean };

/**
 * A Chromium that notes in each page what is measured. It goes before the servers, where the system allows it: people's
 * browsers have a computer of their own, and a task that waits for Kafka's garbage collection looks like a long one.
 */
export async function launchBrowser() {
  const browser = await launchTabBrowser();
  try {
    // Each session is a group of its own to Linux's scheduler (sched(7), autogroup), whatever its processes' nice values.
    writeFileSync(`/proc/${browser.pid}/autogroup`, '-10');
  } catch {
    say('  The browser competes with the servers for the processors: raising it takes Linux and root.');
  }
  await browser.context.addInitScript({ content: PROBE });
  return browser;
}

/** An empty tab under these conditions, with its cache off. */
export async function openTab(context: BrowserContext, { cpu, socket }: Conditions): Promise<OpenPage> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1_440, height: 1_000 });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (!socket) {
    // Blocked addresses are none for a WebSocket: without one Socket.IO asks by HTTP.
    await page.addInitScript({ content: 'delete window.WebSocket' });
    await cdp.send('Network.setBlockedURLs', { urls: ['*/socket.io/*'] });
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await cdp.send('Performance.enable');
  return { page, cdp };
}
