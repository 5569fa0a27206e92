import type { Alert } from '#contracts/alert';
import type { ParsedEvent } from '#contracts/event';
import { labelOf } from '#contracts/focus';
import { eventNamesOf, type Measure, type Quantity } from '#contracts/rule';
import { MAX_ALERT_EVENTS } from '#stores/alert-events';
import { MAX_KEPT_CHARS } from './newest-of-names.ts';
import type { Tail } from './tail.ts';
import { matches } from './tail-filter.ts';

/** Looking further back would take the counting its time. */
const MAX_LOOKED_AT = 1_500;

/** The newest events of an alert that this process counted itself, as JSON; those that are too long are left out. */
export function eventsOf(tail: Pick<Tail, 'newest' | 'newestOf'>, alert: Alert): string[] {
  const found: string[] = [];
  let looked = 0;
  const quantity = quantityOf(alert.measure);
  const names = quantity && eventNamesOf(quantity);
  for (const { event, value } of names ? tail.newestOf(names) : tail.newest()) {
    looked += 1;
    if (found.length === MAX_ALERT_EVENTS || looked > MAX_LOOKED_AT) break;
    if (value.length <= MAX_KEPT_CHARS && isOf(alert, event)) found.push(value);
  }
  return found;
}

function isOf({ traffic, measure, key }: Alert, event: ParsedEvent): boolean {
  if (event.simulated !== (traffic === 'simulated')) return false;
  if (measure.kind === 'perUser') return event.user === key;
  if (measure.kind === 'perProduct') return labelOf(event)?.value === key;
  const quantity = quantityOf(measure);
  if (!quantity) return false;
  const { category, where } = quantity;
  return matches(event, {
    names: eventNamesOf(quantity) ?? [],
    categories: category ? [category] : [],
    user: null,
    properties: [...(where ?? [])],
    traffic: 'all',
  });
}

/** What the value is made of: of a ratio, its part. */
function quantityOf(measure: Measure): Quantity | null {
  if (measure.kind === 'value') return measure.quantity;
  return measure.kind === 'ratio' ? measure.numerator : null;
}
