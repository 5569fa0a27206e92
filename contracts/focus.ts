import { CATEGORIES, type Category } from './categories.ts';
import { MAX_NAME_CHARS, type ParsedEvent } from './event.ts';
import type { Figure, Figures, Range, Split } from './socket.ts';

/** Names of products and searches are kept this long; more is cut off. */
export const MAX_LABEL_CHARS = 80;
export const FOCUS_BY = ['category', 'event', 'product', 'search'] as const;
const MAX_CHARS = { event: MAX_NAME_CHARS, product: MAX_LABEL_CHARS, search: MAX_LABEL_CHARS };

/** What the live page is filtered by: one category, one event's name, views of one product, or one search. */
export type Focus = { by: 'category'; value: Category } | { by: keyof typeof MAX_CHARS; value: string };

/**
 * The focus that these two texts of an address or a message name; null when they make no sense. Written by hand: the page
 * would have to load all of zod for it.
 */
export function toFocus(by: string, value: string): Focus | null {
  if (by === 'category') {
    const category = CATEGORIES.find((each) => each === value);
    return category ? { by, value: category } : null;
  }
  if (by !== 'event' && by !== 'product' && by !== 'search') return null;
  return value.length > 0 && value.length <= MAX_CHARS[by] ? { by, value } : null;
}

/** Events from `at` (epoch seconds) on; `hourAgo` is real traffic in the same span one hour before. */
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
  /** Of a product alone. */
  orders?: FocusOrders;
  /** Of a category or a step of the funnel, once they are known. */
  users?: FocusUsers;
};

/** Distinct users in the five minutes up to now, and up to each point. */
export type FocusUsers = Figure & { points: number[] };

/** Orders of a product: in each point, in the last full minute, and as a share of its views over the range. */
export type FocusOrders = Figure & { points: number[]; conversion: Figures['conversion'] };

/** Whether every order is in the focus: what counts orders, and their revenue, is the same with it. */
export const holdsOrders = ({ by, value }: Focus): boolean =>
  (by === 'event' && value === 'Order Completed') || (by === 'category' && value === 'order');

export const isByMinute = ({ by }: Focus) => by === 'product' || by === 'search';

/** One text for one focus, whatever the order of its fields. */
export const focusKey = ({ by, value }: Focus) => `${by}:${value}`;

/** The label under which an event stands in a top list: views of products and searches have one, the rest null. */
export function labelOf({ name, properties }: Pick<ParsedEvent, 'name' | 'properties'>) {
  if (name === 'Product Viewed') return toLabel('product', productIn(properties));
  return name === 'Products Searched' ? toLabel('search', properties.query) : null;
}

/** The product that an event of any name is of; null where it names none. */
export const productOf = ({ properties }: Pick<ParsedEvent, 'properties'>): string | null =>
  toLabel('product', productIn(properties))?.value ?? null;

const productIn = ({ name, product_id: id }: ParsedEvent['properties']) => name ?? id;

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
