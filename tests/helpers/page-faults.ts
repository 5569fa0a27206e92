import type { Page } from '@playwright/test';

const REFUSED =
  /WebSocket connection|ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|INTERNET_DISCONNECTED)/;

/** Collects whatever the browser complains of; while the server is down a refused connection is expected. */
export function watchConsole(page: Page): { faults: string[]; serverIsDown: boolean } {
  const watch = { faults: [] as string[], serverIsDown: false };
  page.on('console', (message) => {
    const isRefused = REFUSED.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !(watch.serverIsDown && isRefused))
      watch.faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => watch.faults.push(error.message));
  return watch;
}
