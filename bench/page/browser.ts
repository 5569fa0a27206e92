import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { launchTabBrowser } from '#tests/helpers/tab-browser';
import { PROBE } from './probe.ts';

export type OpenPage = { page: Page; cdp: CDPSession };
/** `cpu`: how many times slower than this machine; `socket: false` keeps the page's socket from ever opening. */
export type Conditions = { url: string; cpu: number; socket: boolean };

/** A Chromium that notes in each page what is measured. */
export async function launchBrowser() {
  const browser = await launchTabBrowser();
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
