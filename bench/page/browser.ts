import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { freePort } from '#scripts/ports';
import { findChromium } from '#scripts/services/install';
import { PROBE } from './probe.ts';

const FLAGS = ['--disable-gpu', '--disable-quic', '--disable-background-networking'];

export type OpenPage = { page: Page; cdp: CDPSession };
/** `cpu`: how many times slower than this machine; `socket: false` keeps the page's socket from ever opening. */
export type Conditions = { url: string; cpu: number; socket: boolean };

/**
 * A Chromium whose tabs really get hidden behind one another. Playwright's own contexts pretend that every page has the
 * focus, so it is launched with a debugging port and joined from outside, without those defaults.
 */
export async function launchBrowser(): Promise<{
  version: string;
  context: BrowserContext;
  close: () => Promise<void>;
}> {
  const port = await freePort();
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...rootFlags, ...FLAGS, `--remote-debugging-port=${port}`, '--lang=en-US'];
  const launched = await chromium.launch({ executablePath: findChromium(), args });
  const joined: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const context = joined.contexts()[0];
  if (!context) throw new Error('Chromium has no window');
  await context.addInitScript({ content: PROBE });
  return {
    version: launched.version(),
    context,
    close: async () => {
      await joined.close();
      await launched.close();
    },
  };
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
