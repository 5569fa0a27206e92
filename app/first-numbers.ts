import { headers } from 'next/headers';
import { parseLiveAddress } from '#hooks/live-address';
import { snapshotDoor } from '#infra/doors';

export type Search = Record<string, string | string[] | undefined>;

/**
 * The numbers that the live page at this address is sent with, so that it has them when it is first painted: a `Snapshot`
 * as JSON, null when they are not known at once. A page that the browser goes to from another one has its socket's already.
 */
export async function firstNumbers(search: Search): Promise<string | null> {
  if ((await headers()).get('sec-fetch-dest') === 'empty') return null;
  const { range, focus } = parseLiveAddress({ get: (name) => [search[name]].flat()[0] ?? null });
  const numbers = await snapshotDoor.ask({ range, feed: true, ...(focus ? { focus } : {}) });
  return numbers && JSON.stringify(numbers);
}
