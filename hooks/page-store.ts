import { parseLiveAddress } from './live-address.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';

/** The page's one connection, until the page is left; null on the server. */
export const pageStore = typeof window === 'undefined' ? null : begin();

/** As soon as the page's scripts run: the numbers come while React still takes over what the server has drawn. */
function begin(): LiveStore {
  const store = createLiveStore(undefined, parseLiveAddress(new URLSearchParams(window.location.search)));
  store.start();
  return store;
}
