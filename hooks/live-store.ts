import { type Focus, focusKey } from '#contracts/focus';
import type { Range } from '#contracts/socket';
import { keptLateness } from './lateness.ts';
import { FIRST_QUESTION, type LiveQuestion } from './live-address.ts';
import { createLiveSocket, type LinkState, STALE_AFTER_MS } from './live-socket.ts';
import { EMPTY_STATE, type LiveAction, reduceLive } from './live-state.ts';
import { type Connection, chartOf, countedIn, firstView, type LiveView, lateOf, shownOf } from './live-view.ts';

/** Ticks come each 250 ms and are shown at once; a burst of messages is not. */
const PAINT_MS = 200;
/** What the server sends together arrives within this. */
const GATHER_MS = 15;
/** Every fourth tick, also when it comes a little early. */
const CHART_MS = 900;
/** Until the next tick is there. */
const PUT_OFF_MS = 250;
const WATCH_MS = 1_000;
/** A watch that comes this late was asleep, with the whole computer; eight ticks are missing after this silence. */
const SLEPT_MS = 4_000;
const QUIET_MS = 2_000;

const NO_LINK: LinkState = { linked: false, attempt: 0, nextTryAt: null, reason: null };

export type LiveStore = ReturnType<typeof createLiveStore>;

/** Live state outside React: folds every message, but publishes to the page no faster than it may repaint. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one closure over one state; each of its parts is short.
export function createLiveStore(url?: string, first: LiveQuestion = FIRST_QUESTION) {
  let state = EMPTY_STATE;
  let link = NO_LINK;
  let heardAt: number | null = null;
  let askedAt = 0;
  let watchedAt = Date.now();
  let view = firstView(first);
  /** Paused while it asked for another range or focus: held again as of the moment their numbers come. */
  let asksHeld = false;
  let snapshots = 0;
  let chartAt = 0;
  let paintedAt = 0;
  let paintTimer: ReturnType<typeof setTimeout> | undefined;
  let watchTimer: ReturnType<typeof setInterval> | undefined;
  const listeners = new Set<() => void>();

  const isHeard = (withinMs: number) => heardAt !== null && Date.now() - heardAt < withinMs;

  const onLink = (next: LinkState) => {
    // While it is tried again, the reason of the last try is still the one that is known.
    const isTrying = !next.linked && next.nextTryAt === null;
    link = isTrying ? { ...next, reason: link.reason } : next;
    paint();
  };
  const socket = createLiveSocket(first, { onAction: (action) => apply(action), onLink }, url);

  const apply = (action: LiveAction) => {
    const hadGap = state.gap;
    const before = state.data?.seq;
    state = reduceLive(state, action);
    if (state.gap && !hadGap) socket.resubscribe(view);
    if (action.type === 'snapshot' || state.data?.seq !== before) heardAt = Date.now();
    if (action.type === 'snapshot') {
      snapshots += 1;
      chartAt = 0;
      if (asksHeld) view = { ...view, pausedAt: null };
      paint();
      if (asksHeld) setPaused(true);
    } else {
      paintSoon();
    }
  };

  const paintSoon = () => {
    if (paintTimer) return;
    paintTimer = setTimeout(paint, Math.max(GATHER_MS, paintedAt + PAINT_MS - Date.now()));
  };

  const paint = () => {
    clearTimeout(paintTimer);
    paintTimer = undefined;
    if (document.hidden) {
      // Nobody sees the numbers, but the tab's title counts the alerts.
      if (state.data && state.data.alerts !== view.alerts) publish({ ...view, alerts: state.data.alerts, snapshots });
      return;
    }
    paintedAt = Date.now();
    publish({ ...view, ...held(), ...always() });
  };

  const publish = (next: LiveView) => {
    view = next;
    for (const listener of listeners) listener();
  };

  const always = () => ({
    ...(state.data && shownOf(state.data)),
    waiting: waiting(),
    connection: connection(),
    late: keptLateness(view.late, state.data && lateOf(state.data)),
    snapshots,
  });

  const waiting = () => {
    if (view.pausedAt === null || !state.data || !view.data) return 0;
    return Math.max(0, countedIn(state.data) - countedIn(view.data));
  };

  const held = () => {
    const { data } = state;
    if (view.pausedAt !== null || !data) return {};
    const chartAgeMs = Date.now() - chartAt;
    // Lists come once a second too: painted together with them, the chart would hold the page up twice as long.
    const isCrowded = data.panels !== view.data?.panels && chartAgeMs < CHART_MS + PUT_OFF_MS;
    if (chartAgeMs < CHART_MS || isCrowded) return { data };
    chartAt = Date.now();
    return { data, chart: chartOf(data) };
  };

  const connection = (): Connection => {
    const fresh = link.linked && isHeard(STALE_AFTER_MS);
    const untried = heardAt === null && link.attempt === 0;
    return {
      state: fresh ? 'live' : untried ? 'connecting' : 'stale',
      dataAt: state.data?.freshness.serverTime ?? null,
      heardAt,
      attempt: link.attempt,
      nextTryAt: link.nextTryAt,
      reason: link.reason,
    };
  };

  /** The computer or its network is back: a connection that says nothing is taken for dead, without asking it. */
  const wake = () => {
    if (!link.linked) socket.retryNow();
    else if (!isHeard(QUIET_MS)) socket.reconnect();
  };

  const onVisible = () => {
    if (!document.hidden) wake();
    paint();
  };

  const ask = (question: LiveQuestion) => {
    asksHeld = view.pausedAt !== null;
    publish({ ...view, ...question });
    socket.resubscribe(question);
  };

  const setPaused = (paused: boolean) => {
    asksHeld = false;
    publish({ ...view, pausedAt: paused ? (view.data?.freshness.serverTime ?? null) : null });
    if (!paused) chartAt = 0;
    paint();
  };

  /** A linked server that fell silent is taken for gone: asking it on a dead connection would double the silence. */
  const watch = () => {
    const slept = Date.now() - watchedAt > SLEPT_MS;
    watchedAt = Date.now();
    if (slept && !isHeard(QUIET_MS)) return socket.reconnect();
    const quietSince = Math.max(heardAt ?? 0, askedAt);
    if (!link.linked || Date.now() - quietSince < STALE_AFTER_MS) return;
    askedAt = Date.now();
    socket.reconnect();
  };

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getView: () => view,
    connection: socket.connection,
    /** Begins with the numbers that the page came with, unless there are newer ones already. */
    begin(first: LiveView) {
      if (state.data) return;
      // As after a gap: ticks may be missing between them and the first one that comes.
      state = { data: first.data, gap: true };
      publish({ ...first, connection: connection() });
    },
    start() {
      document.addEventListener('visibilitychange', onVisible);
      window.addEventListener('online', wake);
      watchTimer = setInterval(watch, WATCH_MS);
      socket.start();
    },
    stop() {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('online', wake);
      clearInterval(watchTimer);
      clearTimeout(paintTimer);
      paintTimer = undefined;
      socket.stop();
    },
    setRange(range: Range) {
      if (range !== view.range) ask({ range, focus: view.focus });
    },
    /** Filters by this focus; by none when it is the present one, or null. */
    toggleFocus(focus: Focus | null) {
      const isPresent = focus && view.focus && focusKey(focus) === focusKey(view.focus);
      ask({ range: view.range, focus: isPresent ? null : focus });
    },
    setPaused,
    retryNow: () => socket.retryNow(),
  };
}
