import type { Focus } from '#contracts/focus';

/** The address of the events page that shows the events of a focus; null: all. As its own filter writes it. */
export function eventsAddress(focus: Focus | null): string {
  const search = new URLSearchParams();
  if (focus?.by === 'category') search.append('category', focus.value);
  if (focus?.by === 'event') search.append('name', focus.value);
  if (focus?.by === 'product') search.append('name', VIEWED);
  if (focus?.by === 'search') search.append('name', SEARCHED);
  if (focus?.by === 'product') search.set('property', `name=${focus.value}`);
  if (focus?.by === 'search') search.set('property', `query=${focus.value}`);
  const text = search.toString();
  return text ? `/events?${text}` : '/events';
}

export const VIEWED = 'Product Viewed';
export const SEARCHED = 'Products Searched';
