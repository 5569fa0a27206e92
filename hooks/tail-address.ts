import { ANY_EVENT, TailFilter } from '#contracts/tail';

/** A filter as the address of its page holds it: `?name=…&category=…&user=…&property=path=value&traffic=real`. */
export function toSearch(filter: TailFilter): string {
  const search = new URLSearchParams();
  for (const name of filter.names) search.append('name', name);
  for (const category of filter.categories) search.append('category', category);
  if (filter.user !== null) search.set('user', filter.user);
  for (const { path, value } of filter.properties) search.append('property', `${path}=${value}`);
  if (filter.traffic !== 'all') search.set('traffic', filter.traffic);
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** The filter of an address; one that no filter can be is none at all. */
export function fromSearch(search: URLSearchParams): TailFilter {
  const parsed = TailFilter.safeParse({
    names: search.getAll('name'),
    categories: search.getAll('category'),
    user: search.get('user'),
    properties: search.getAll('property').map(toProperty),
    traffic: search.get('traffic') ?? 'all',
  });
  return parsed.success ? parsed.data : ANY_EVENT;
}

/** What a person typed: `user=…`, `path=value`, or a name of an event. null: it can't be added. */
export function withTyped(filter: TailFilter, typed: string): TailFilter | null {
  const text = typed.trim();
  const parsed = TailFilter.safeParse(text === '' ? null : added(filter, text));
  return parsed.success ? parsed.data : null;
}

function added(filter: TailFilter, text: string): TailFilter {
  if (!text.includes('=')) return { ...filter, names: [...filter.names.filter((name) => name !== text), text] };
  const property = toProperty(text);
  if (property.path === 'user') return { ...filter, user: property.value };
  return { ...filter, properties: [...filter.properties.filter(({ path }) => path !== property.path), property] };
}

function toProperty(text: string): { path: string; value: string } {
  const at = text.indexOf('=');
  return { path: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}
