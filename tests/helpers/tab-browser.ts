import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { freePort } from '#scripts/ports';
import { findChromium } from '#scripts/services/install';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--lang=en-US',
  // Room for a page of 1,440 by 1,000. What lies outside of the window is not drawn, whatever the size of the page: a press
  // that changes only that has no next paint, and Chromium gives it the time of whatever is drawn next.
  '--window-size=1440,1100',
];

/**
 * A Chromium whose tabs really get hidden behind one another. Playwright's own contexts pretend that every page has the
 * focus, so it is launched with a debugging port and joined from outside, without those defaults.
 */
export async function launchTabBrowser(): Promise<{
  version: string;
  pid: number | undefined;
  context: BrowserContext;
  close: () => Promise<void>;
}> {
  const port = await freePort();
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...rootFlags, ...FLAGS, `--remote-debugging-port=${port}`];
  const launched = await chromium.launchServer({ executablePath: findChromium(), args });
  const joined: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const context = joined.contexts()[0];
  if (!context) throw new Error('Chromium has no window');
  return {
    version: joined.version(),
    pid: launched.process().pid,
    context,
    close: async () => {
      await joined.close();
      await launched.close();
    },
  };
}
