import type { Page } from '@playwright/test';

/** Collects whatever the browser complains of; while the server is down a refused connection is expected. */
export function watchConsole(page: Page): { faults: string[]; serverIsDown: boolean } {
  const watch = { faults: [] as string[], serverIsDown: false };
  page.on('console', (message) => {
    const isRefused = /ERR_CONNECTION_REFUSED|WebSocket connection|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/.test(
      message.text(),
    );
    if (['error', 'warning'].includes(message.type()) && !(watch.serverIsDown && isRefused))
      watch.faults.push(message.text());
  });
  page.on('pageerror', (error) => watch.faults.push(error.message));
  return watch;
}
