import { z } from 'zod';
import { CATEGORIES, type Category } from './categories.ts';
import { MAX_ID_CHARS, MAX_NAME_CHARS } from './event.ts';

/** Rows of a tail that a server sends in each batch, 250 ms: what is beyond is left out, and said so. */
export const TAIL_ROWS_PER_BATCH = 25;
/** Rows that a tail begins with, of what the server remembers. */
export const TAIL_FIRST_ROWS = 500;

/** `path` leads to a property through objects and lists by dots: `products.0.name`. */
const PropertyFilter = z.strictObject({ path: z.string().min(1).max(100), value: z.string().max(200) });
export type PropertyFilter = z.infer<typeof PropertyFilter>;

/** Which events a tail shows: one of the names, one of the categories (empty: any), and all the rest. */
export const TailFilter = z.strictObject({
  names: z.array(z.string().min(1).max(MAX_NAME_CHARS)).max(10),
  categories: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length),
  user: z.string().min(1).max(MAX_ID_CHARS).nullable(),
  properties: z.array(PropertyFilter).max(5),
  traffic: z.enum(['all', 'real', 'simulated']),
});
export type TailFilter = z.infer<typeof TailFilter>;

export const ANY_EVENT: TailFilter = { names: [], categories: [], user: null, properties: [], traffic: 'all' };

/** The one property of an event that says most: a text, or an amount in the project's currency. */
export type EventDetail = string | number;

/** One event of the tail. `id` is epoch, partition and offset with dots; `at` is event time, epoch ms. */
export type TailRow = {
  id: string;
  at: number;
  name: string;
  category: Category;
  user: string;
  simulated: boolean;
  failed: boolean;
  detail: EventDetail;
};

/** In order of arrival. `omitted`: events that matched as well but were too many to show. */
export type TailBatch = { rows: TailRow[]; omitted: number };

/**
 * What a tail begins with, newest last. `remembers`: how many events back the server looked. `missed`: how many more
 * match between the event that was asked for as `after` and these; null when the server does not know that event.
 */
export type TailStart = { rows: TailRow[]; remembers: number; missed: number | null };

/** One event, whole. Times are epoch ms; `relayedMs` is null for what an older relay appended. */
export type TailEvent = {
  row: TailRow;
  topic: string;
  partition: number;
  offset: number;
  /** By the event's own `timestamp`, Kafka's time of the record, Redis' clock, and this server's. */
  way: { producedMs: number; recordedMs: number; relayedMs: number | null; countedMs: number };
  /** As it came; cut off at `TAIL_MAX_JSON_CHARS`. */
  json: string;
  totalChars: number;
};

export const TAIL_MAX_JSON_CHARS = 64 * 1024;

export const TailEventId = z.string().regex(/^\d{1,10}\.\d{1,6}\.\d{1,16}$/, 'must be epoch.partition.offset');

/** What a browser asks to follow; `after`: the newest event that it has of this tail already. */
export const TailRequest = TailFilter.extend({ after: TailEventId.optional() });
export type TailRequest = z.infer<typeof TailRequest>;
