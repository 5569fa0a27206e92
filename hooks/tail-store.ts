import type { TailBatch, TailEvent, TailFilter, TailRow, TailStart } from '#contracts/tail';
import type { YeoulSocket } from './live-socket.ts';

/** Rows kept in the browser; the oldest leave. */
export const MAX_TAIL_ROWS = 5_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** Where the connection was lost: so many events are missing in the list; null when nobody knows, and it may be none. */
export type TailGap = { id: string; missed: number | null };
export type TailLine = TailRow | TailGap;

/** `lines` and `waiting`: newest first. `omitted`: matched too, but were too many to be sent. */
export type TailView = {
  state: 'loading' | 'ready';
  /** What the server said when it refused. */
  error: string | null;
  lines: TailLine[];
  omitted: number;
  /** Rows that came while the list was held, and how many with them were too many to be sent. */
  waiting: TailLine[];
  waitingOmitted: number;
};

export const isGap = (line: TailLine): line is TailGap => 'missed' in line;

export const FIRST_TAIL: TailView = {
  state: 'loading',
  error: null,
  lines: [],
  omitted: 0,
  waiting: [],
  waitingOmitted: 0,
};

/** Puts newer rows, oldest first as they came, before those that are there. Pure. */
export function prepend(lines: TailLine[], newer: TailLine[]): TailLine[] {
  return [...newer.toReversed(), ...lines].slice(0, MAX_TAIL_ROWS);
}

/**
 * What a tail begins with, after a reconnection: rows that are there already are kept, and not doubled; between them
 * and what is new stands how many are missing. Pure.
 */
export function rejoin(lines: TailLine[], { rows, missed }: Pick<TailStart, 'rows' | 'missed'>): TailLine[] {
  const known = new Set(lines.map(({ id }) => id));
  const fresh = rows.filter(({ id }) => !known.has(id));
  const [newest] = lines;
  if (!newest || missed === 0 || isGap(newest)) return prepend(lines, fresh);
  return prepend(lines, [{ id: `after-${newest.id}`, missed }, ...fresh]);
}

/** The newest event of a list that has gaps; undefined when there is none. */
export const newestRow = (lines: TailLine[]): TailRow | undefined => lines.find((line) => !isGap(line)) as TailRow;

export type TailStore = ReturnType<typeof createTailStore>;

/** Follows one tail over the page's connection, and asks for it again after each reconnection. */
export function createTailStore(socket: YeoulSocket, filter: TailFilter) {
  let view = FIRST_TAIL;
  let held = false;
  /** Until the server has answered, what comes is of the tail before. */
  let answered = false;
  const listeners = new Set<() => void>();

  const show = () => {
    for (const listener of listeners) listener();
  };

  const publish = (changes: Partial<TailView>) => {
    view = { ...view, ...changes };
    if (!document.hidden) show();
  };

  const add = (batch: TailBatch) => {
    if (!answered) return;
    if (held) {
      const waitingOmitted = view.waitingOmitted + batch.omitted;
      publish({ waiting: prepend(view.waiting, batch.rows), waitingOmitted });
    } else publish({ omitted: view.omitted + batch.omitted, lines: prepend(view.lines, batch.rows) });
  };

  const ask = () => {
    answered = false;
    const after = newestRow([...view.waiting, ...view.lines])?.id;
    socket.timeout(ANSWER_TIMEOUT_MS).emit('tail', { ...filter, after }, (error, answer) => {
      if (error) return; // The live connection notices a silent server, and comes back here by `connect`.
      answered = true;
      if (!answer.ok) return publish({ state: 'ready', error: answer.error });
      const shown = [...view.waiting, ...view.lines];
      const omitted = view.omitted + view.waitingOmitted + (answer.data.missed ?? 0);
      const lines = rejoin(shown, answer.data);
      publish({ state: 'ready', error: null, lines, omitted, waiting: [], waitingOmitted: 0 });
    });
  };

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getView: () => view,
    start() {
      document.addEventListener('visibilitychange', show);
      socket.on('connect', ask);
      socket.on('tail', add);
      if (socket.connected) ask();
    },
    stop() {
      document.removeEventListener('visibilitychange', show);
      socket.off('connect', ask);
      socket.off('tail', add);
      if (socket.connected) socket.emit('tail', null, () => {});
    },
    /** While held, new rows wait, so that what one looks at does not move. */
    setHeld(next: boolean) {
      held = next;
      const { lines, waiting, omitted, waitingOmitted } = view;
      if (held || waiting.length + waitingOmitted === 0) return;
      publish({
        lines: [...waiting, ...lines].slice(0, MAX_TAIL_ROWS),
        omitted: omitted + waitingOmitted,
        waiting: [],
        waitingOmitted: 0,
      });
    },
  };
}

/** One event whole; null when the server has forgotten it. Rejects when the server does not answer. */
export async function openEvent(socket: YeoulSocket, id: string): Promise<TailEvent | null> {
  const answer = await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('openEvent', id);
  if (!answer.ok) throw new Error(answer.error);
  return answer.data;
}
