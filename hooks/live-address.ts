import { type Focus, focusKey, toFocus } from '#contracts/focus';
import { RANGES, type Range } from '#contracts/ranges';

/** What a live page is asked to show: how much of the past, and of which events (null: all). */
export type LiveQuestion = { range: Range; focus: Focus | null };

export const FIRST_QUESTION: LiveQuestion = { range: '15m', focus: null };

/** The question in an address, `?range=5m&focus=category:cart`; what makes no sense is as if it weren't there. */
export function parseLiveAddress(search: { get(name: string): string | null }): LiveQuestion {
  const range = RANGES.find((each) => each === search.get('range')) ?? FIRST_QUESTION.range;
  return { range, focus: parseFocus(search.get('focus')) };
}

/** The whole address of what a page shows, its language too, to be sent to somebody. */
export function shareAddress({ range, focus }: LiveQuestion, locale: string): string {
  const search = new URLSearchParams({ range });
  if (focus) search.set('focus', focusKey(focus));
  search.set('lang', locale);
  // Colons are allowed there, and easier to read.
  return `/?${search.toString().replaceAll('%3A', ':')}`;
}

/** The address that a page shows of itself: plain while there is nothing in it that one would send to somebody. */
export function ownAddress(question: LiveQuestion, locale: string): string {
  const isFirst = question.range === FIRST_QUESTION.range && question.focus === null;
  return isFirst ? '/' : shareAddress(question, locale);
}

function parseFocus(text: string | null): Focus | null {
  const [, by, value] = text?.match(/^(\w+):(.*)$/s) ?? [];
  return by === undefined || value === undefined ? null : toFocus(by, value);
}
