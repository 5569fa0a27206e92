import type { ParsedEvent } from '#contracts/event';
import type { FeedBatch, FeedEvent } from '#contracts/socket';
import type { CountedEvent } from '#server/consume/consumer';

const ROWS_PER_BATCH = 4;
const MAX_DETAIL_CHARS = 60;

/** Keeps a few of the events that this process counted since the last batch, and how many it left out. */
export class Feed {
  private rows: FeedEvent[] = [];
  private seen = 0;

  add({ event, id }: CountedEvent): void {
    this.seen += 1;
    if (this.rows.length >= ROWS_PER_BATCH) this.rows.shift();
    this.rows.push({
      id,
      at: event.timestampMs,
      name: event.name,
      category: event.category,
      simulated: event.simulated,
      detail: detailOf(event),
      failed: event.name === 'Payment Failed',
    });
  }

  take(): FeedBatch | null {
    if (this.seen === 0) return null;
    const batch = { events: this.rows, omitted: this.seen - this.rows.length };
    this.rows = [];
    this.seen = 0;
    return batch;
  }
}

/** The one property that says most; a number is revenue in the project's currency. */
export function detailOf({ properties }: ParsedEvent): string {
  const { reason, query, revenue, name, category, campaign } = properties;
  for (const value of [reason, query, name, category, campaign]) {
    if (typeof value === 'string' && value.length > 0) return value.slice(0, MAX_DETAIL_CHARS);
  }
  return typeof revenue === 'number' ? revenue.toLocaleString('en') : '';
}
