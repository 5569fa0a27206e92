import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import { DEFAULT_RULES } from '#contracts/rules';
import { alertKeys } from '#infra/keys';
import { createLogger } from '#infra/logger';
import { createRedis } from '#infra/redis';
import { createAlertEngine } from '#server/alerts/engine';
import { evaluate } from '#server/alerts/evaluate';
import { lastCountedSecond } from '#server/live/waiting';
import { comment } from '#stores/alert-actions';
import { type HistoryPage, searchHistory } from '#stores/alert-history';
import { findAlert, listAlerts, openRecords, writeAlert } from '#stores/alerts';
import { endLease, holdLease } from '#stores/evaluation-lease';
import { createSeries, type Series } from '#tests/helpers/alert-input';

const T0 = 1_800_000_000;

// Read by the first call of env(), so nothing of others is touched.
vi.stubEnv('KEY_PREFIX', `test-${randomUUID()}:`);
const log = createLogger('alerts-test');
const redis = createRedis(log);
const otherRedis = createRedis(log);

async function clear() {
  await redis.del(...Object.values(alertKeys()));
}

/** A server's engine whose clock is set by hand, and what it pushed to its browsers. */
function createServer(series: Series, client = redis) {
  let second = T0;
  let clock = T0;
  const pushed: Alert[] = [];
  const engine = createAlertEngine({
    redis: client,
    log,
    follow: () => {},
    input: series.inputAfter,
    countedSecond: () => second,
    clockSecond: () => clock,
    eventsOf: () => [],
    onAlert: (alert) => pushed.push(alert),
  });
  return {
    engine,
    pushed,
    /** `clockAt`: what the clock says, where counting is behind it. */
    evaluateAt: (at: number, clockAt = at) => {
      second = at;
      clock = clockAt;
      return engine.evaluateOnce();
    },
  };
}

/** Payments fail from T0 for 100 s (3 of 6), then all is well again. */
function outage() {
  const series = createSeries();
  series.add('Order Completed', 6, T0 - 120, T0);
  series.add('Order Completed', 3, T0, T0 + 100);
  series.add('Payment Failed', 3, T0, T0 + 100);
  series.add('Order Completed', 6, T0 + 100, T0 + 300);
  return series;
}

beforeAll(() => redis.ping());
beforeEach(clear);
afterAll(async () => {
  await clear();
  await Promise.all([redis.quit(), otherRedis.quit()]);
});

describe('two servers on one Redis', () => {
  it('judge each second once: one of them, and the other from where that one stopped', async () => {
    const servers = [redis, otherRedis].map((client) => createServer(outage(), client));
    const [first, second] = servers;
    await Promise.all(servers.map(({ engine }) => engine.followFeed()));
    await first?.evaluateAt(T0);
    for (let at = 1; at < 50; at += 1) await Promise.all(servers.map((server) => server.evaluateAt(T0 + at)));
    expect(second?.engine.stats()).toMatchObject({ isLeader: false, evaluations: 0 });

    // Nobody judges for 20 s, in which the alert fires: what was missed is judged afterwards, second by second.
    await first?.engine.stop();
    for (let at = 70; at < 200; at += 1) await second?.evaluateAt(T0 + at);
    await Promise.all(servers.map(({ engine }) => engine.followFeed()));

    const alerts = await listAlerts(redis, { limit: 200 });
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.timeline.map(({ state, at }) => [state, Date.parse(at) / 1_000 - T0])).toEqual([
      ['pending', 24],
      ['firing', 54],
      ['resolved', 165],
    ]);
    // Both pushed the same changes, in the same order, to their browsers, and each change once.
    expect(first?.pushed).toEqual(second?.pushed);
    const states = first?.pushed.map(({ state }) => state) ?? [];
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual(['pending', 'firing', 'resolved']);
  });

  it.each<[string, (server: ReturnType<typeof createServer>) => Promise<unknown>]>([
    ['dies', () => redis.del(alertKeys().lease)],
    ['stops', ({ engine }) => engine.stop()],
  ])('nothing is judged twice when the one that judged %s after a long catch-up', async (_, end) => {
    const [first, second] = [redis, otherRedis].map((client) => createServer(outage(), client));
    if (!first || !second) throw new Error('two servers are needed');
    // The alert begins in the first span and ends in the second.
    for (const at of [0, 100, 200]) await first.evaluateAt(T0 + at);
    await end(first);
    await second.evaluateAt(T0 + 201);
    expect(await listAlerts(redis, { limit: 9 })).toHaveLength(1);
  });

  it('what was judged by a lease that ran out is noted, unless another server has had it since', async () => {
    const first = await holdLease(redis, 'first', null);
    await redis.del(alertKeys().lease);
    const again = await holdLease(redis, 'first', first && { ...first, judgedSecond: T0 });
    expect(again?.judgedSecond).toBe(T0);
    await redis.del(alertKeys().lease);
    await endLease(redis, 'second', await holdLease(redis, 'second', null));
    const late = await holdLease(redis, 'first', again && { ...again, judgedSecond: T0 + 9 });
    expect(late?.judgedSecond).toBe(T0);
  });

  it('judge on from now what a server judged whose clock was an hour ahead, and end what it opened', async () => {
    const series = createSeries();
    series.addUser('early', T0 + 3_600, 500);
    const [ahead, right] = [redis, otherRedis].map((client) => createServer(series, client));
    await ahead?.evaluateAt(T0 + 3_600);
    await ahead?.engine.stop();
    series.addUser('bot', T0, 500);
    for (let at = 10; at <= 45; at += 1) await right?.evaluateAt(T0 + at);
    expect((await listAlerts(redis, { limit: 9 })).map(({ key, state }) => [key, state])).toEqual([
      ['bot', 'firing'],
      ['early', 'resolved'],
    ]);
    expect(right?.engine.stats()).toMatchObject({ evaluations: 36, lagSeconds: 0 });
  });

  it('a server that froze while it judged writes nothing once another has taken over', async () => {
    const series = createSeries();
    series.addUser('bot', T0, 500);
    const [change] = evaluate(DEFAULT_RULES, series.inputAfter(T0), []);
    const frozen = await holdLease(redis, 'frozen', null);
    expect(await holdLease(redis, 'other', null)).toBeNull();
    // As after three seconds without a word of it.
    await redis.del(alertKeys().lease);
    const other = await holdLease(redis, 'other', null);
    if (!change || !frozen || !other) throw new Error('no change or no lease');
    expect(await writeAlert(redis, null, change.next, frozen.token)).toBe(false);
    expect(await writeAlert(redis, null, change.next, other.token)).toBe(true);
  });

  it('create one alert when a hundred evaluations want it at once', async () => {
    const series = createSeries();
    series.addUser('bot', T0, 500);
    const wanted = Array.from({ length: 100 }, () => evaluate(DEFAULT_RULES, series.inputAfter(T0), [])).flat();
    const written = await Promise.all(
      wanted.map(({ next }, index) => writeAlert(index % 2 ? redis : otherRedis, null, next)),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await redis.hlen(alertKeys().records)).toBe(1);
  });
});

describe('while counting stands still', () => {
  it('that nothing comes calls somebody by the clock, once, and all other alerts stay as they are', async () => {
    const series = createSeries();
    series.addUser('bot', T0, 500);
    series.add('Product Viewed', 1, T0 - 10, T0 + 1);
    const server = createServer(series);
    await server.evaluateAt(T0);
    const [burst] = await openRecords(redis);
    expect(burst?.alert).toMatchObject({ ruleId: 'user-burst', state: 'firing' });

    await server.evaluateAt(T0, T0 + 60);
    expect(await openRecords(redis)).toEqual([burst]);
    await server.evaluateAt(T0, T0 + 61);
    const open = await openRecords(redis);
    expect(open).toContainEqual(burst);
    expect(open.map(({ alert }) => [alert.ruleId, alert.state]).sort()).toEqual([
      ['no-data', 'firing'],
      ['user-burst', 'firing'],
    ]);

    // One of several partitions is counted again, then all of them: what was told is not told again.
    series.add('Product Viewed', 1, T0 + 70, T0 + 200);
    for (let at = 80; at <= 100; at += 1) await server.evaluateAt(T0, T0 + at);
    for (let at = 100; at <= 110; at += 1) await server.evaluateAt(T0 + at);
    const silences = (await listAlerts(redis, { limit: 9 })).filter(({ ruleId }) => ruleId === 'no-data');
    expect(silences.map(({ timeline }) => timeline.map(({ state }) => state))).toEqual([
      ['pending', 'firing', 'resolved'],
    ]);
  });
});

describe('compare-and-set', () => {
  it('refuses an evaluator that saw an older version, and one that saw an alert that has ended', async () => {
    const series = createSeries();
    series.addUser('bot', T0, 500);
    const server = createServer(series);
    await server.evaluateAt(T0);
    const [stale] = await openRecords(redis);
    if (!stale) throw new Error('no open alert');
    await server.evaluateAt(T0 + 5);
    const [current] = await openRecords(redis);
    expect(current?.version).toBe(stale.version + 1);

    const end = (previous: typeof stale) => evaluate([], series.inputAfter(T0 + 20), [previous])[0];
    const late = end(stale);
    if (!late || !current) throw new Error('no change');
    expect(await writeAlert(redis, late.previous, late.next)).toBe(false);
    expect(await openRecords(redis)).toEqual([current]);

    const timely = end(current);
    if (!timely) throw new Error('no change');
    expect(await writeAlert(redis, timely.previous, timely.next)).toBe(true);
    expect(await writeAlert(redis, timely.previous, timely.next)).toBe(false);
    expect((await findAlert(redis, stale.alert.id))?.timeline.map(({ state }) => state)).toEqual([
      'pending',
      'firing',
      'resolved',
    ]);
  });

  it('opens a new alert after the last one ended', async () => {
    const series = createSeries();
    series.addUser('bot', T0, 500);
    series.addUser('bot', T0 + 600, 500);
    const server = createServer(series);
    for (let at = 0; at <= 600; at += 1) await server.evaluateAt(T0 + at);
    expect((await listAlerts(redis, { limit: 9 })).map(({ key, state }) => [key, state])).toEqual([
      ['bot', 'firing'],
      ['bot', 'resolved'],
    ]);
  });
});

describe('lists', () => {
  it('show open alerts first, by urgency, and leave out what never fired; its timeline is kept', async () => {
    const series = createSeries();
    series.addUser('old', T0 - 600, 400);
    series.addUser('bot', T0 + 60, 400);
    series.add('Product Viewed', 1, T0 - 60, T0);
    series.add('Payment Failed', 30, T0 + 60, T0 + 61, 'simulated');
    const server = createServer(series);
    for (let at = -600; at <= 60; at += 1) await server.evaluateAt(T0 + at);
    const shown = (list: Alert[]) => list.map(({ ruleId, state }) => `${ruleId} ${state}`);
    expect(shown(await listAlerts(redis, { limit: 200 }))).toEqual([
      'no-data firing',
      'user-burst firing',
      'payment-failures pending',
      'user-burst resolved',
    ]);
    expect(shown(await listAlerts(redis, { filter: 'open', limit: 200 }))).toHaveLength(3);
    expect(shown(await listAlerts(redis, { filter: 'resolved', limit: 200 }))).toEqual(['user-burst resolved']);
    expect(shown(await listAlerts(redis, { filter: 'pending', limit: 200 }))).toEqual(['payment-failures pending']);

    const [pending] = await listAlerts(redis, { filter: 'pending', limit: 1 });
    series.add('Order Completed', 1_000, T0 + 61, T0 + 62, 'simulated');
    await server.evaluateAt(T0 + 61);
    expect(shown(await listAlerts(redis, { limit: 200 }))).not.toContain('payment-failures resolved');
    const kept = await findAlert(redis, pending?.id ?? '');
    expect(kept?.timeline.map(({ state }) => state)).toEqual(['pending', 'resolved']);
    expect(await findAlert(redis, 'unknown')).toBeNull();
  });

  /** Opens and ends one alert of a user at this second, fired or not. */
  async function pass(user: string, second: number, rules: readonly Rule[]): Promise<void> {
    const series = createSeries();
    series.addUser(user, second - (second % 60), 400);
    const [change] = evaluate(rules, series.inputAfter(second), []);
    if (!change) throw new Error('no alert');
    await writeAlert(redis, null, change.next);
    const [end] = evaluate([], series.inputAfter(second + 1), [change.next]);
    if (end) await writeAlert(redis, end.previous, end.next);
  }

  it('keep what fired for ninety days, and of what only waited the newest 1,000', async () => {
    const DAY = 86_400;
    await pass('old', T0, DEFAULT_RULES);
    await pass('kept', T0 + 2 * DAY, DEFAULT_RULES);
    await pass('new', T0 + 91 * DAY, DEFAULT_RULES);
    const resolved = await listAlerts(redis, { filter: 'resolved', limit: 200 });
    expect(resolved.map(({ key }) => key)).toEqual(['new', 'kept']);
    expect(await redis.hlen(alertKeys().records)).toBe(2);

    const waiting = DEFAULT_RULES.map((rule) => ({ ...rule, forSeconds: 60 }));
    for (let index = 0; index < 1_005; index += 1) await pass(`waited-${index}`, T0 + 92 * DAY + index, waiting);
    expect(await redis.zcard(alertKeys().unfired)).toBe(1_000);
    expect(await redis.hlen(alertKeys().records)).toBe(1_002);
    expect(await redis.hlen(alertKeys().versions)).toBe(0);
  });

  it('are found by what they are called, by key and by what was said, page by page', async () => {
    for (let index = 0; index < 25; index += 1) await pass(`bot-${index}`, T0 + Math.floor(index / 4), DEFAULT_RULES);
    const search = (text: string, before: string | null = null, limit = 10) =>
      searchHistory(redis, { text, ruleId: null, before, limit });
    const keys: (string | null)[] = [];
    let before: string | null = null;
    do {
      const page: HistoryPage = await search('', before);
      keys.push(...page.alerts.map(({ key }) => key));
      before = page.before;
    } while (before);
    // Each once, though several ended in one second.
    expect(new Set(keys).size).toBe(25);
    expect(keys).toHaveLength(25);
    expect((await search('BOT-24')).alerts.map(({ key }) => key)).toEqual(['bot-24']);
    expect((await search('user burst', null, 200)).alerts).toHaveLength(25);
    expect(await search('nothing like it')).toEqual({ alerts: [], before: null });
    const [alert] = (await search('bot-7')).alerts;
    await comment(redis, alert?.id ?? '', { by: 'Minji', note: 'It was the crawler' });
    expect((await search('the crawler')).alerts.map(({ key }) => key)).toEqual(['bot-7']);
    expect((await search('minji')).alerts).toHaveLength(1);
    const other = await searchHistory(redis, { text: '', ruleId: 'books', before: null, limit: 10 });
    expect(other.alerts).toEqual([]);
  });
});

describe('the running engine', () => {
  it('evaluates each second by the clock and reaches the browsers of every server within 1 s', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const arrivals: { server: number; alert: Alert; afterMs: number }[] = [];
    const startedAt = Date.now();
    const busy = createSeries();
    // In the minute before as well: the second that is over may be its last.
    for (const minute of [now - (now % 60), now - (now % 60) - 60]) {
      busy.addUser('bot', minute, 999);
      busy.addUser('bot', minute, 999, 'simulated');
    }
    const engines = [redis, otherRedis].map((client, server) =>
      createAlertEngine({
        redis: client,
        log,
        follow: () => {},
        input: busy.inputAfter,
        countedSecond: () => lastCountedSecond(Date.now(), 0),
        eventsOf: () => [],
        onAlert: (alert) => arrivals.push({ server, alert, afterMs: Date.now() - startedAt }),
      }),
    );
    // Both know where the feed ends before either adds to it, as when browsers are connected.
    await Promise.all(engines.map((engine) => engine.followFeed()));
    for (const engine of engines) engine.start();
    try {
      await vi.waitFor(() => expect(arrivals.filter(({ alert }) => alert.traffic === 'real')).toHaveLength(2), 3_000);
      expect(new Set(arrivals.map(({ server }) => server))).toEqual(new Set([0, 1]));
      expect(Math.max(...arrivals.map(({ afterMs }) => afterMs))).toBeLessThan(1_000);
      await vi.waitFor(() => expect(engines[0]?.stats().evaluations).toBeGreaterThan(1), 3_000);
    } finally {
      await Promise.all(engines.map((engine) => engine.stop()));
    }
    expect(await openRecords(redis)).toHaveLength(2);
  });

  it('goes on after Redis was away, and says so once', async () => {
    const client = createRedis(log, { retryStrategy: () => null });
    const warn = vi.spyOn(log, 'warn');
    const info = vi.spyOn(log, 'info');
    const series = createSeries();
    const engine = createAlertEngine({
      redis: client,
      log,
      follow: () => {},
      input: series.inputAfter,
      countedSecond: () => lastCountedSecond(Date.now(), 0),
      eventsOf: () => [],
      onAlert: () => {},
    });
    const said = (spy: typeof warn | typeof info) =>
      spy.mock.calls.filter((call) => call.some((part) => String(part).startsWith("Alerts can't be evaluated")));
    engine.start();
    try {
      await vi.waitFor(() => expect(engine.stats().evaluations).toBe(1), 3_000);
      client.disconnect();
      await vi.waitFor(() => expect(engine.stats().failures).toBeGreaterThan(14), 5_000);
      expect(engine.stats().evaluations).toBe(1);
      await client.connect();
      await vi.waitFor(() => expect(engine.stats().evaluations).toBeGreaterThan(1), 3_000);
      await vi.waitFor(() => expect(said(info)).toHaveLength(1), 3_000);
      expect(said(warn)).toHaveLength(1);
    } finally {
      await engine.stop();
      await client.quit();
      vi.restoreAllMocks();
    }
  });
});
