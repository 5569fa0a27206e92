import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '#contracts/socket';
import { alert, freshness, pipeline, START_SECONDS, snapshot, split, tick } from '#tests/helpers/live-messages';
import { type LiveServer, startLiveServer } from '#tests/helpers/live-server';
import { until } from '#tests/helpers/until';
import { FIRST_QUESTION } from './live-address.ts';
import { STALE_AFTER_MS } from './live-socket.ts';
import { EMPTY_STATE, type LiveData, reduceLive } from './live-state.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';
import { viewWith } from './live-view.ts';

let server: LiveServer;
let store: LiveStore;
let page: EventTarget & { hidden: boolean };

const answer = (changes: Partial<Snapshot> = {}) => ({
  ok: true as const,
  data: snapshot({ range: '15m', pipeline: pipeline(), ...changes }),
});
const nextTick = (changes: Parameters<typeof tick>[0] = {}) => tick({ range: '15m', ...changes });
const shown = (what: string, look: (view: ReturnType<LiveStore['getView']>) => boolean) =>
  until(what, async () => look(store.getView()));
const live = () => shown('the page is live', ({ connection }) => connection.state === 'live');

beforeEach(async () => {
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', new EventTarget());
  server = await startLiveServer(answer);
  store = createLiveStore(server.url);
  store.start();
});
afterEach(async () => {
  store.stop();
  await server.stop();
  vi.unstubAllGlobals();
});

/** As a page has it of the numbers that it came with. */
function firstView(changes: Partial<Snapshot>) {
  const { data } = reduceLive(EMPTY_STATE, { type: 'snapshot', snapshot: answer(changes).data });
  return viewWith(FIRST_QUESTION, data as LiveData);
}

test('a page goes on from the numbers that it came with, and takes no tick for the one behind them', async () => {
  await live();
  store.stop();
  const other = createLiveStore(server.url);
  server.answer = () => {
    server.io.emit('tick', nextTick({ seq: 12, total: split(1_000) }));
    return answer({ seq: 12, total: split(9) });
  };
  other.begin(firstView({ seq: 10, total: split(4) }));
  const totals = new Set([other.getView().data?.total.real]);
  expect(other.getView()).toMatchObject({ connection: { state: 'connecting', dataAt: START_SECONDS * 1_000 } });
  other.subscribe(() => totals.add(other.getView().data?.total.real));
  other.start();
  await until('the snapshot', async () => other.getView().connection.state === 'live');
  other.stop();
  expect([...totals]).toEqual([4, 9]);
  // Of the first store, and this one's.
  expect(server.questions).toHaveLength(2);
});

test('numbers that the page came with do not take the place of newer ones', async () => {
  await live();
  store.begin(firstView({ total: split(4) }));
  expect(store.getView()).toMatchObject({ connection: { state: 'live' }, data: { total: split(5) } });
});

test('a gap in the sequence asks for a new snapshot, and nothing uncertain is shown until then', async () => {
  await live();
  server.io.emit('tick', nextTick({ seq: 11, total: split(6) }));
  await shown('the next tick', ({ data }) => data?.total.real === 6);
  server.answer = () => answer({ seq: 13, total: split(9) });
  const totals = new Set<number | undefined>();
  store.subscribe(() => totals.add(store.getView().data?.total.real));
  server.io.emit('tick', nextTick({ seq: 13, total: split(1_000) }));
  await shown('the new snapshot', ({ data }) => data?.total.real === 9);
  expect(server.questions).toHaveLength(2);
  expect(totals).not.toContain(1_000);
});

test('silence makes the page stale, and it connects anew without asking first', { timeout: 30_000 }, async () => {
  await live();
  const heardAt = store.getView().connection.heardAt ?? 0;
  const stale = new Set<number | null>();
  store.subscribe(() => {
    const { connection } = store.getView();
    if (connection.state === 'stale') stale.add(connection.dataAt);
  });
  let connections = 0;
  server.io.on('connection', () => {
    connections += 1;
  });
  await until('it asked again', async () => server.questions.length === 2);
  expect(Date.now() - heardAt).toBeGreaterThanOrEqual(STALE_AFTER_MS);
  expect([...stale]).toEqual([START_SECONDS * 1_000]);
  expect(connections).toBe(1);
  await live();
});

test('after a reconnection the list of alerts is that of the server', async () => {
  const begun = '2026-01-01T00:00:00.000Z';
  const firing = alert('b', 'firing', begun);
  server.answer = () => answer({ alerts: [alert('a', 'pending', begun), firing] });
  server.io.disconnectSockets(true);
  await shown('both alerts', ({ alerts }) => alerts.length === 2);
  const { snapshots } = store.getView();
  // It ended without firing while nobody listened: no message ever says so.
  server.answer = () => answer({ alerts: [firing] });
  server.io.disconnectSockets(true);
  await shown('the second list', ({ alerts }) => alerts.length === 1);
  expect(store.getView()).toMatchObject({ alerts: [{ id: 'b' }], snapshots: snapshots + 1 });
});

test('a hidden tab shows new alerts alone, and what it missed when it is looked at', async () => {
  await live();
  page.hidden = true;
  server.io.emit('tick', nextTick({ seq: 11, total: split(6) }));
  server.io.emit('alert', alert('a', 'firing', '2026-01-01T00:00:00.000Z'));
  await shown('the alert', ({ alerts }) => alerts.length === 1);
  expect(store.getView().data?.total).toEqual(split(5));
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  expect(store.getView().data?.total).toEqual(split(6));
});

test('a snapshot counts in a hidden tab too, where its reason was never seen', async () => {
  await live();
  const { snapshots } = store.getView();
  page.hidden = true;
  server.io.disconnectSockets(true);
  await shown('the second snapshot', (view) => view.snapshots === snapshots + 1);
});

test('while paused numbers hold still, alerts do not', async () => {
  await live();
  store.setPaused(true);
  server.io.emit('tick', nextTick({ seq: 11, total: split(6) }));
  server.io.emit('alert', alert('a', 'firing', '2026-01-01T00:00:00.000Z'));
  await shown('the alert', ({ alerts }) => alerts.length === 1);
  expect(store.getView()).toMatchObject({ pausedAt: START_SECONDS * 1_000, waiting: 1, data: { total: split(5) } });
  store.setPaused(false);
  expect(store.getView()).toMatchObject({ pausedAt: null, waiting: 0, data: { total: split(6) } });
});

test('another range is shown while paused, and held again as of the moment it came', async () => {
  await live();
  store.setPaused(true);
  server.answer = () => answer({ range: '5m', total: split(8), freshness: freshness(START_SECONDS + 30) });
  store.setRange('5m');
  expect(store.getView().pausedAt).toBe(START_SECONDS * 1_000);
  await shown('the other range', ({ data }) => data?.range === '5m');
  server.io.emit('tick', tick({ range: '5m', seq: 11, total: split(9) }));
  await shown('what waits', ({ waiting }) => waiting === 1);
  expect(store.getView()).toMatchObject({ pausedAt: (START_SECONDS + 30) * 1_000, data: { total: split(8) } });
});

test('how fresh the newest numbers are is known while paused, and a relay that is down makes them old', async () => {
  await live();
  store.setPaused(true);
  server.io.emit('tick', nextTick({ seq: 11, freshness: { ...freshness(START_SECONDS), behindMs: 3_000 } }));
  await shown('the delay', (view) => view.freshness?.behindMs === 3_000 && view.late?.state === 'behind');
  server.io.emit('pipeline', pipeline({ relay: 'down' }));
  await shown('the relay', ({ late }) => late?.hop === 'relay' && late.isOld);
});

test('why there are no numbers is said until it is known better', async () => {
  await live();
  server.answer = () => ({ ok: false, error: 'noNumbers' });
  server.io.disconnectSockets(true);
  await shown('the reason', ({ connection }) => connection.reason === 'noNumbers');
  const reasons = new Set<string | null>();
  const stop = store.subscribe(() => reasons.add(store.getView().connection.reason));
  await shown('a third try', ({ connection }) => connection.attempt === 3);
  stop();
  expect([...reasons]).toEqual(['noNumbers']);
});

test('when the network is back, a silent connection is made anew without being asked first', async () => {
  await live();
  await until('two seconds of silence', async () => Date.now() - (store.getView().connection.heardAt ?? 0) > 2_000);
  window.dispatchEvent(new Event('online'));
  await until('it subscribed again', async () => server.questions.length === 2, 2_000);
  await live();
});

test('the chart is painted once a second, and not together with the lists', { timeout: 30_000 }, async () => {
  await live();
  const painted: ('chart' | 'lists' | 'both')[] = [];
  let before = store.getView();
  store.subscribe(() => {
    const now = store.getView();
    const isChart = now.chart !== before.chart;
    const isLists = now.data?.panels !== before.data?.panels;
    if (isChart || isLists) painted.push(isChart && isLists ? 'both' : isChart ? 'chart' : 'lists');
    before = now;
  });
  let seq = 10;
  const ticks = setInterval(() => {
    seq += 1;
    const panels = { funnel: [], products: [], searches: [] };
    server.io.emit('tick', nextTick({ seq, ...(seq % 4 === 2 ? { panels } : {}) }));
  }, 250);
  const times = (...whats: string[]) => painted.filter((what) => whats.includes(what)).length;
  await until('the lists came four times', async () => times('lists', 'both') === 4);
  clearInterval(ticks);
  // Where a busy machine brings two ticks at once, there is nothing to be put off to.
  expect(times('lists')).toBeGreaterThan(times('both'));
  expect(times('chart')).toBeGreaterThanOrEqual(2);
});
