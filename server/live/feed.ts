import type { ParsedEvent } from '#contracts/event';
import { type Focus, isInFocus } from '#contracts/focus';
import type { FeedBatch, FeedEvent } from '#contracts/socket';
import type { EventDetail } from '#contracts/tail';
import type { CountedEvent } from '#server/consume/consumer';

const ROWS_PER_BATCH = 4;
const FIRST_ROWS = 10;
/** How far back the first rows of a rare focus are looked for: each event there has to be parsed. */
const MAX_LOOKED_AT = 500;
const MAX_DETAIL_CHARS = 60;

type Watched = { focus: Focus | null; rows: FeedEvent[]; seen: number };

/** Keeps a few of the events that were counted since the last batch, for each feed that somebody watches. */
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

/** What a feed begins with, of events that come newest first. */
export function firstRows(newest: Iterable<{ id: string; event: ParsedEvent }>, focus?: Focus): FeedEvent[] {
  const rows: FeedEvent[] = [];
  let lookedAt = 0;
  for (const { id, event } of newest) {
    if (rows.length === FIRST_ROWS || lookedAt === MAX_LOOKED_AT) break;
    lookedAt += 1;
    if (!focus || isInFocus(event, focus)) rows.push(toRow(event, id));
  }
  return rows;
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

export function detailOf({ properties }: ParsedEvent): EventDetail {
  const { reason, query, revenue, name, category, campaign } = properties;
  for (const value of [reason, query, name, category, campaign]) {
    if (typeof value === 'string' && value.length > 0) return value.slice(0, MAX_DETAIL_CHARS);
  }
  return typeof revenue === 'number' ? revenue : '';
}
