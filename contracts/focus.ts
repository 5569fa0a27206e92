import { z } from 'zod';
import { CATEGORIES } from './categories.ts';
import { MAX_NAME_CHARS, type ParsedEvent } from './event.ts';
import type { Range, Split } from './socket.ts';

/** Names of products and searches are kept this long; more is cut off. */
export const MAX_LABEL_CHARS = 80;
const Label = z.string().min(1).max(MAX_LABEL_CHARS);

/** What the live page is filtered by: one category, one event's name, views of one product, or one search. */
export const Focus = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('category'), value: z.enum(CATEGORIES) }),
  z.strictObject({ by: z.literal('event'), value: z.string().min(1).max(MAX_NAME_CHARS) }),
  z.strictObject({ by: z.literal('product'), value: Label }),
  z.strictObject({ by: z.literal('search'), value: Label }),
]);
export type Focus = z.infer<typeof Focus>;

/** Events from `at` (epoch seconds) on; `hourAgo` is all traffic in the same span one hour before. */
export type FocusPoint = { at: number; real: number; simulated: number; hourAgo: number };

/**
 * The whole series of one focus, so that the newest one is all a browser needs. `seconds` is the length of a point:
 * products and searches are kept by minute. `now` and `hourAgo` are events per `per` seconds; null where nothing was
 * known one hour ago.
 */
export type FocusSeries = {
  focus: Focus;
  range: Range;
  seconds: number;
  per: 1 | 60;
  points: FocusPoint[];
  now: Split;
  hourAgo: Split | null;
};

export const isByMinute = ({ by }: Focus) => by === 'product' || by === 'search';

/** One text for one focus, whatever the order of its fields. */
export const focusKey = ({ by, value }: Focus) => `${by}:${value}`;

/** The label under which an event stands in a top list: views of products and searches have one, the rest null. */
export function labelOf({ name, properties }: Pick<ParsedEvent, 'name' | 'properties'>) {
  if (name === 'Product Viewed') return toLabel('product', properties.name ?? properties.product_id);
  return name === 'Products Searched' ? toLabel('search', properties.query) : null;
}

function toLabel(by: 'product' | 'search', label: unknown) {
  return typeof label === 'string' && label.length > 0 ? { by, value: label.slice(0, MAX_LABEL_CHARS) } : null;
}

/** Whether an event is one of those that the focus counts. */
export function isInFocus(event: Pick<ParsedEvent, 'name' | 'category' | 'properties'>, { by, value }: Focus): boolean {
  if (by === 'category') return event.category === value;
  if (by === 'event') return event.name === value;
  const label = labelOf(event);
  return label !== null && label.by === by && label.value === value;
}
