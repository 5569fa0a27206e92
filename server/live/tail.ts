import { type ParsedEvent, parseEvent } from '#contracts/event';
import {
  TAIL_FIRST_ROWS,
  TAIL_MAX_JSON_CHARS,
  TAIL_ROWS_PER_BATCH,
  type TailBatch,
  type TailEvent,
  type TailFilter,
  type TailRow,
  type TailStart,
} from '#contracts/tail';
import { env } from '#infra/env';
import type { CountedEvent } from '#server/consume/consumer';
import { detailOf } from './feed.ts';
import { NewestOfNames } from './newest-of-names.ts';
import { matches } from './tail-filter.ts';

/** What can be looked back at and opened: the newest events, within both limits. */
const MAX_REMEMBERED = 5_000;
const MAX_REMEMBERED_CHARS = 16 * 1024 * 1024;

/** Servers tell each other what they count within a tenth of a second, and their clocks differ by little. */
const OVERLAP_MS = 1_000;

type Remembered = Omit<CountedEvent, 'event'>;
type Watched = { filter: TailFilter; watchers: number; rows: TailRow[]; omitted: number };

/**
 * The newest events that were counted, as text, and the tails that browsers follow. Filters that are alike
 * are matched once. Events are remembered unparsed: objects that live for seconds would cost the counting its time.
 */
export class Tail {
  /** By id, oldest first. */
  private readonly remembered = new Map<string, Remembered>();
  private rememberedChars = 0;
  private readonly watched = new Map<string, Watched>();
  private readonly ofNames = new NewestOfNames();

  add({ event, ...rest }: CountedEvent): void {
    this.remember(rest);
    this.ofNames.add({ event, value: rest.value });
    for (const tail of this.watched.values()) {
      if (!matches(event, tail.filter)) continue;
      tail.rows.push(toRow(rest.id, event));
      if (tail.rows.length <= TAIL_ROWS_PER_BATCH) continue;
      tail.rows.shift();
      tail.omitted += 1;
    }
  }

  /** Begins to collect for one more browser; its key is what `take` takes. */
  watch(filter: TailFilter): string {
    const key = JSON.stringify(filter);
    const tail = this.watched.get(key);
    if (tail) tail.watchers += 1;
    else this.watched.set(key, { filter, watchers: 1, rows: [], omitted: 0 });
    return key;
  }

  unwatch(key: string): void {
    const tail = this.watched.get(key);
    if (!tail) return;
    tail.watchers -= 1;
    if (tail.watchers === 0) this.watched.delete(key);
  }

  /** Of all tails that somebody follows. */
  keys(): Iterable<string> {
    return this.watched.keys();
  }

  /** What matched since the last time; null when nothing did. */
  take(key: string): TailBatch | null {
    const tail = this.watched.get(key);
    if (!tail || tail.rows.length === 0) return null;
    const { rows, omitted } = tail;
    tail.rows = [];
    tail.omitted = 0;
    return { rows, omitted };
  }

  /**
   * The newest of the remembered events that match; with `after`, of those that came after it or just before: another
   * server may have had them in another order. The browser leaves out what it has.
   */
  start(filter: TailFilter, after: string | null = null): TailStart {
    const rows: TailRow[] = [];
    let missed = 0;
    let isPast = false;
    const known = after === null ? undefined : this.remembered.get(after);
    for (const { id, event, countedMs } of this.newest()) {
      isPast ||= id === after;
      if (known ? isPast && countedMs < known.countedMs - OVERLAP_MS : rows.length === TAIL_FIRST_ROWS) break;
      if (!matches(event, filter)) continue;
      if (rows.length < TAIL_FIRST_ROWS) rows.push(toRow(id, event));
      else if (!isPast) missed += 1;
    }
    return { rows: rows.reverse(), remembers: this.remembered.size, missed: after === null || known ? missed : null };
  }

  /** The remembered events, newest first; each is parsed when its turn comes. */
  *newest(): Iterable<{ id: string; event: ParsedEvent; value: string; countedMs: number }> {
    for (const { id, value, countedMs } of [...this.remembered.values()].reverse()) {
      const parsed = parseEvent(value);
      if (parsed.ok) yield { id, event: parsed.event, value, countedMs };
    }
  }

  /** The newest of these names, however many others came since. */
  *newestOf(names: readonly string[]): Iterable<{ event: ParsedEvent; value: string }> {
    for (const value of this.ofNames.of(names)) {
      const parsed = parseEvent(value);
      if (parsed.ok) yield { event: parsed.event, value };
    }
  }

  open(id: string): TailEvent | null {
    const found = this.remembered.get(id);
    const parsed = found && parseEvent(found.value);
    if (!found || !parsed?.ok) return null;
    const [, partition, offset] = id.split('.').map(Number) as [number, number, number];
    const { value, recordedMs, relayedMs, countedMs } = found;
    return {
      row: toRow(id, parsed.event),
      topic: env().KAFKA_TOPIC,
      partition,
      offset,
      way: { producedMs: parsed.event.timestampMs, recordedMs, relayedMs, countedMs },
      json: value.slice(0, TAIL_MAX_JSON_CHARS),
      totalChars: value.length,
    };
  }

  private remember(counted: Remembered): void {
    // Counted again: Redis had lost its last second.
    if (this.remembered.has(counted.id)) return;
    this.remembered.set(counted.id, counted);
    this.rememberedChars += counted.value.length;
    for (const [id, { value }] of this.remembered) {
      if (this.remembered.size <= MAX_REMEMBERED && this.rememberedChars <= MAX_REMEMBERED_CHARS) return;
      this.remembered.delete(id);
      this.rememberedChars -= value.length;
    }
  }
}

function toRow(id: string, event: ParsedEvent): TailRow {
  const { timestampMs: at, name, category, user, simulated } = event;
  return { id, at, name, category, user, simulated, failed: name === 'Payment Failed', detail: detailOf(event) };
}
