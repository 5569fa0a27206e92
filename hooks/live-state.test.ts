import { describe, expect, it } from 'vitest';
import type { FocusSeries } from '#contracts/focus';
import type { Silence } from '#contracts/silence';
import type { Snapshot } from '#contracts/socket';
import {
  alert,
  bucket,
  entry,
  event,
  freshness,
  START_SECONDS,
  snapshot,
  split,
  tick,
} from '#tests/helpers/live-messages';
import {
  EMPTY_STATE,
  feedRowsPerSecond,
  type LiveState,
  MAX_FEED_ROWS,
  reduceLive,
  visibleBuckets,
} from './live-state.ts';

const begin = (changes: Partial<Snapshot> = {}): LiveState =>
  reduceLive(EMPTY_STATE, { type: 'snapshot', snapshot: snapshot(changes) });

function held(state: LiveState) {
  if (!state.data) throw new Error('the state holds no data');
  return state.data;
}

describe('ticks', () => {
  it('applies the next one, and keeps lists that it does not carry', () => {
    const simulations = snapshot().simulations;
    const data = held(reduceLive(begin({ simulations }), { type: 'tick', tick: tick() }));
    expect(data).toMatchObject({ seq: 11, total: split(6) });
    expect(data.simulations).toBe(simulations);
  });

  it('takes in silences when they changed', () => {
    const silence = { id: 'night' } as Silence;
    const changed = reduceLive(begin(), { type: 'tick', tick: tick({ silences: [silence] }) });
    expect(held(changed).silences).toEqual([silence]);
    expect(held(reduceLive(changed, { type: 'tick', tick: tick({ seq: 12 }) })).silences).toEqual([silence]);
  });

  it('ignores old ones, and those of another range', () => {
    const state = begin();
    expect(reduceLive(state, { type: 'tick', tick: tick({ seq: 10 }) })).toBe(state);
    expect(reduceLive(state, { type: 'tick', tick: tick({ range: '1h' }) })).toBe(state);
  });

  it('sees a gap, shows nothing uncertain, and a snapshot mends it', () => {
    const gap = reduceLive(begin(), { type: 'tick', tick: tick({ seq: 12, total: split(99) }) });
    expect(gap.gap).toBe(true);
    expect(held(gap).total).toEqual(split(5));
    expect(reduceLive(gap, { type: 'tick', tick: tick() })).toBe(gap);
    const mended = reduceLive(gap, { type: 'snapshot', snapshot: snapshot({ seq: 3, total: split(7) }) });
    expect(mended.gap).toBe(false);
    expect(held(mended)).toMatchObject({ seq: 3, total: split(7) });
  });

  it('are ignored before the first snapshot', () => {
    expect(reduceLive(EMPTY_STATE, { type: 'tick', tick: tick() })).toBe(EMPTY_STATE);
  });
});

describe('buckets', () => {
  it('replaces changed ones in order', () => {
    const state = begin({ buckets: [bucket(START_SECONDS - 2), bucket(START_SECONDS)] });
    const buckets = [bucket(START_SECONDS, 5), bucket(START_SECONDS - 1, 1)];
    const after = held(reduceLive(state, { type: 'tick', tick: tick({ buckets }) }));
    expect(after.buckets.map(({ at, simulated }) => [at - START_SECONDS, simulated])).toEqual([
      [-2, 0],
      [-1, 1],
      [0, 5],
    ]);
  });

  it('stay bounded while time passes', () => {
    let state = begin();
    for (let second = 1; second <= 500; second += 1) {
      const at = START_SECONDS + second;
      state = reduceLive(state, {
        type: 'tick',
        tick: tick({ seq: 10 + second, freshness: freshness(at), buckets: [bucket(at), bucket(at + 10_000)] }),
      });
    }
    const { buckets } = held(state);
    expect(buckets).toHaveLength(60);
    expect(buckets.at(0)?.at).toBe(START_SECONDS + 441);
    expect(buckets.at(-1)?.at).toBe(START_SECONDS + 500);
  });

  it('ahead of the server clock wait until their time', () => {
    const data = held(begin({ buckets: [bucket(START_SECONDS), bucket(START_SECONDS + 30)] }));
    expect(visibleBuckets(data).map(({ at }) => at)).toEqual([START_SECONDS]);
    expect(visibleBuckets({ ...data, freshness: freshness(START_SECONDS + 30) })).toHaveLength(2);
  });
});

describe('alerts', () => {
  const early = '2026-01-01T00:00:00.000Z';
  const late = '2026-01-01T01:00:00.000Z';

  it('shows open ones first, then the newest, one row for each', () => {
    let state = begin({ alerts: [alert('a', 'firing', early)] });
    for (const next of [alert('b', 'resolved', late), alert('c', 'pending', late)]) {
      state = reduceLive(state, { type: 'alert', alert: next });
    }
    const resolved = { ...alert('a', 'resolved', early), timeline: [...alert('a', 'firing', early).timeline] };
    resolved.timeline.push(entry('resolved', late));
    expect(held(state).alerts.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    state = reduceLive(state, { type: 'alert', alert: resolved });
    expect(held(state).alerts.map(({ id, state: now }) => `${id} ${now}`)).toEqual([
      'c pending',
      'b resolved',
      'a resolved',
    ]);
    const again = reduceLive(state, {
      type: 'snapshot',
      snapshot: snapshot({ alerts: [alert('a', 'firing', early)] }),
    });
    expect(held(again).alerts[0]?.state, 'a transition newer than the snapshot stays').toBe('resolved');
  });
});

describe('feed', () => {
  it('begins with what the server remembers, and takes no row twice', () => {
    const [first, second, third] = [event(1), event(2), event(3)];
    let state = begin({ feed: [second, first] });
    state = reduceLive(state, { type: 'event', batch: { events: [second, third], omitted: 0 } });
    expect(held(state).feed).toEqual([third, second, first]);
    state = reduceLive(state, { type: 'snapshot', snapshot: snapshot({ feed: [third, second] }) });
    expect(held(state).feed).toEqual([third, second, first]);
  });

  it('holds the newest rows, newest first, across snapshots', () => {
    let state = begin();
    for (let id = 1; id <= 20; id += 2) {
      state = reduceLive(state, { type: 'event', batch: { events: [event(id), event(id + 1)], omitted: id } });
    }
    state = reduceLive(state, { type: 'snapshot', snapshot: snapshot() });
    const { feed } = held(state);
    expect(feed.map(({ at }) => at)).toEqual(Array.from({ length: MAX_FEED_ROWS }, (_, index) => 20 - index));
  });

  it('knows how many rows it took in the last second', () => {
    let state = begin();
    for (let beat = 1; beat <= 8; beat += 1) {
      const at = START_SECONDS + beat / 4;
      state = reduceLive(state, { type: 'tick', tick: tick({ seq: 10 + beat, freshness: freshness(at) }) });
      const batch = { events: [event(2 * beat), event(2 * beat + 1)], omitted: beat };
      state = reduceLive(state, { type: 'event', batch });
    }
    expect(feedRowsPerSecond(held(state))).toBe(8);
    state = reduceLive(state, { type: 'tick', tick: tick({ seq: 19, freshness: freshness(START_SECONDS + 3) }) });
    expect(feedRowsPerSecond(held(state)), 'silence').toBe(0);
  });
});

describe('focus', () => {
  const series = (changes: Partial<FocusSeries> = {}): FocusSeries => ({
    focus: { by: 'category', value: 'cart' },
    range: '1m',
    seconds: 1,
    per: 1,
    points: [],
    now: split(0),
    hourAgo: null,
    ...changes,
  });

  it('takes the newest series of its own focus and range alone', () => {
    const state = begin({ focus: series() });
    const newest = series({ now: split(3) });
    expect(held(reduceLive(state, { type: 'focus', series: newest })).focus).toBe(newest);
    for (const other of [series({ range: '1h' }), series({ focus: { by: 'category', value: 'order' } })]) {
      expect(reduceLive(state, { type: 'focus', series: other })).toBe(state);
    }
    const all = begin();
    expect(reduceLive(all, { type: 'focus', series: newest }), 'it was left').toBe(all);
  });

  it('keeps the rows of the feed that are in it, and all of them while it stays', () => {
    let state = begin();
    const browse = event(1);
    const cart = { ...event(2), name: 'Cart Viewed', category: 'cart' as const };
    state = reduceLive(state, { type: 'event', batch: { events: [browse, cart], omitted: 0 } });
    const focused = snapshot({ focus: series() });
    state = reduceLive(state, { type: 'snapshot', snapshot: focused });
    expect(held(state).feed).toEqual([cart]);
    const mug = snapshot({ focus: series({ focus: { by: 'product', value: 'mug' } }) });
    state = reduceLive(state, { type: 'snapshot', snapshot: mug });
    expect(held(state).feed).toEqual([]);
    state = reduceLive(state, { type: 'event', batch: { events: [browse], omitted: 0 } });
    state = reduceLive(state, { type: 'snapshot', snapshot: mug });
    expect(held(state).feed, 'the same focus again').toEqual([browse]);
  });
});
