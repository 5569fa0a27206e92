import { createHash } from 'node:crypto';
import type { ParsedEvent } from '#contracts/event';
import type { Quantity, Rule } from '#contracts/rule';
import { MAX_FILTERED_QUANTITIES } from '#contracts/rule-limits';
import { matches } from './tail-filter.ts';

/** Names what a quantity with a filter counts, whether events or revenue; null where it has none. */
export function filteredIdOf({ names, category, where }: Quantity): string | null {
  if (!where || where.length === 0) return null;
  const text = JSON.stringify([names, category, where.map(({ path, value }) => [path, value])]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What rules count that no aggregate has: each event is looked at for each of these, while it is counted. */
export class FilteredSeries {
  private wanted = new Map<string, Quantity>();

  /** From now on what these rules ask for. */
  follow(rules: readonly Rule[]): void {
    const quantities = rules.filter(({ enabled }) => enabled).flatMap(quantitiesOf);
    const found = quantities.map((quantity) => [filteredIdOf(quantity), quantity] as const);
    const filtered = new Map(found.flatMap(([id, quantity]) => (id === null ? [] : [[id, quantity]])));
    this.wanted = new Map([...filtered].slice(0, MAX_FILTERED_QUANTITIES));
  }

  has(id: string): boolean {
    return this.wanted.has(id);
  }

  /** Of which of them an event is. */
  idsOf(event: ParsedEvent): string[] {
    const ids: string[] = [];
    for (const [id, { names, category, where }] of this.wanted) {
      const filter = {
        names: names ?? [],
        categories: category ? [category] : [],
        user: null,
        properties: [...(where ?? [])],
        traffic: 'all' as const,
      };
      if (matches(event, filter)) ids.push(id);
    }
    return ids;
  }
}

function quantitiesOf({ measure }: Rule): Quantity[] {
  if (measure.kind === 'value') return [measure.quantity];
  return measure.kind === 'ratio' ? [measure.numerator, measure.denominator] : [];
}
