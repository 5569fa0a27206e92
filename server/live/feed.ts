import type { ParsedEvent } from '#contracts/event';
import { type Focus, isInFocus } from '#contracts/focus';
import type { FeedBatch, FeedEvent } from '#contracts/socket';
import type { CountedEvent } from '#server/consume/consumer';

const ROWS_PER_BATCH = 4;
const MAX_DETAIL_CHARS = 60;

type Watched = { focus: Focus | null; rows: FeedEvent[]; seen: number };

/** Keeps a few of the events that this process counted since the last batch, for each feed that somebody watches. */
export class Feed {
  private readonly watched = new Map<string, Watched>();

  /** Begins to collect the events of a focus (null: all) under this key. */
  watch(key: string, focus: Focus | null): void {
    this.watched.set(key, { focus, rows: [], seen: 0 });
  }

  unwatch(key: string): void {
    this.watched.delete(key);
  }

  add({ event, id }: CountedEvent): void {
    for (const feed of this.watched.values()) {
      if (feed.focus && !isInFocus(event, feed.focus)) continue;
      feed.seen += 1;
      if (feed.rows.length >= ROWS_PER_BATCH) feed.rows.shift();
      feed.rows.push(toRow(event, id));
    }
  }

  /** What came since the last time, by key; feeds without anything are left out. */
  *take(): Iterable<[key: string, batch: FeedBatch]> {
    for (const [key, feed] of this.watched) {
      const { rows, seen } = feed;
      if (seen === 0) continue;
      feed.rows = [];
      feed.seen = 0;
      yield [key, { events: rows, omitted: seen - rows.length }];
    }
  }
}

function toRow(event: ParsedEvent, id: string): FeedEvent {
  return {
    id,
    at: event.timestampMs,
    name: event.name,
    category: event.category,
    simulated: event.simulated,
    detail: detailOf(event),
    failed: event.name === 'Payment Failed',
  };
}

/** The one property that says most; a number is revenue in the project's currency. */
export function detailOf({ properties }: ParsedEvent): string {
  const { reason, query, revenue, name, category, campaign } = properties;
  for (const value of [reason, query, name, category, campaign]) {
    if (typeof value === 'string' && value.length > 0) return value.slice(0, MAX_DETAIL_CHARS);
  }
  return typeof revenue === 'number' ? revenue.toLocaleString('en') : '';
}
