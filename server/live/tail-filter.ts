import type { ParsedEvent } from '#contracts/event';
import type { PropertyFilter, TailFilter } from '#contracts/tail';

/** Whether an event passes all parts of a filter. Names and values are compared as they are, case included. */
export function matches(event: ParsedEvent, filter: TailFilter): boolean {
  const { names, categories, user, properties, traffic } = filter;
  if (traffic !== 'all' && event.simulated !== (traffic === 'simulated')) return false;
  if (categories.length > 0 && !categories.includes(event.category)) return false;
  if (names.length > 0 && !names.includes(event.name)) return false;
  if (user !== null && event.user !== user) return false;
  return properties.every((property) => hasProperty(event.properties, property));
}

/** Numbers, booleans and null are compared by how JSON writes them; objects and lists never match. */
function hasProperty(properties: Record<string, unknown>, { path, value }: PropertyFilter): boolean {
  let found: unknown = properties;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return false;
    found = (found as Record<string, unknown>)[step];
  }
  return typeof found === 'object' && found !== null ? false : String(found) === value;
}
