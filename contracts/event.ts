import { type Category, categoryOf } from './categories.ts';

/** Limits of one event; anything beyond is rejected with the path that is wrong. */
export const MAX_NAME_CHARS = 200;
export const MAX_ID_CHARS = 256;
export const MAX_EVENT_BYTES = 512 * 1024;

const TYPES = new Set(['track', 'page', 'screen', 'identify', 'group', 'alias']);

/** What the pipeline needs of an event, read and checked. */
export type ParsedEvent = {
  name: string;
  category: Category;
  /** null: the producer gave none, so a duplicate can't be known. */
  messageId: string | null;
  user: string;
  /** Event time, epoch milliseconds. */
  timestampMs: number;
  simulated: boolean;
  properties: Record<string, unknown>;
};

export type Reject = { reason: string; path: string };
export type ParseResult = { ok: true; event: ParsedEvent } | { ok: false; reject: Reject };

const fail = (reason: string, path: string): ParseResult => ({ ok: false, reject: { reason, path } });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NAME_OF_TYPE: Record<string, string> = {
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  identify: 'Identify',
  group: 'Group',
  alias: 'Alias',
};

/**
 * Reads one record's value as a Segment event. Written by hand: zod costs 6 µs an event on the hot path.
 * Never throws; what breaks the contract comes back as a reject with reason and path.
 */
export function parseEvent(value: string): ParseResult {
  if (value.length === 0) return fail('empty', '');
  if (value.length > MAX_EVENT_BYTES) return fail('too large', '');
  let body: unknown;
  try {
    body = JSON.parse(value);
  } catch {
    return fail('not JSON', '');
  }
  return isObject(body) ? readEvent(body) : fail('not an object', '');
}

function readEvent(body: Record<string, unknown>): ParseResult {
  const { type, event, messageId, userId, anonymousId, timestamp, properties, context } = body;
  if (typeof type !== 'string' || !TYPES.has(type)) return fail('unknown type', 'type');
  const name = type === 'track' ? event : NAME_OF_TYPE[type];
  if (typeof name !== 'string' || name.length === 0) return fail('must be a non-empty string', 'event');
  if (name.length > MAX_NAME_CHARS) return fail(`longer than ${MAX_NAME_CHARS} characters`, 'event');
  if (messageId !== undefined && messageId !== null && !isId(messageId)) return fail(ID_REASON, 'messageId');
  const user = userId ?? anonymousId;
  if (!isId(user)) return fail(ID_REASON, userId === undefined || userId === null ? 'anonymousId' : 'userId');
  const timestampMs = typeof timestamp === 'string' ? parseTime(timestamp) : Number.NaN;
  if (Number.isNaN(timestampMs)) return fail('must be an ISO 8601 time', 'timestamp');
  if (properties !== undefined && properties !== null && !isObject(properties))
    return fail('must be an object', 'properties');
  if (context !== undefined && context !== null && !isObject(context)) return fail('must be an object', 'context');
  return {
    ok: true,
    event: {
      name,
      category: categoryOf(name),
      messageId: messageId ?? null,
      user,
      timestampMs,
      simulated: context?.simulated === true,
      properties: properties ?? {},
    },
  };
}

const ID_REASON = `must be a string of 1 to ${MAX_ID_CHARS} characters`;

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_ID_CHARS;
}

/** ISO 8601 with a date, a time and a zone; Date.parse alone takes "1" for a year and local times for UTC. */
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

function parseTime(text: string): number {
  return ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
}
