import type { Alert } from '#contracts/alert';
import type { ParsedEvent } from '#contracts/event';
import { labelOf, productOf } from '#contracts/focus';
import { eventNamesOf, isBurst, type Measure, type Quantity } from '#contracts/rule';
import { MAX_ALERT_EVENTS } from '#stores/alert-events';
import { MAX_KEPT_CHARS } from './newest-of-names.ts';
import type { Tail } from './tail.ts';
import { matches } from './tail-filter.ts';

/** Looking further back would take the counting its time. */
const MAX_LOOKED_AT = 1_500;

/** The newest events of an alert, as JSON; those that are too long are left out. */
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
  const quantity = quantityOf(measure);
  if (measure.kind === 'perUser' && event.user !== key) return false;
  if (measure.kind === 'perProduct' && (quantity ? productOf(event) : labelOf(event)?.value) !== key) return false;
  if (!quantity) return isBurst(measure);
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
  if (measure.kind === 'value' || isBurst(measure)) return measure.quantity ?? null;
  return measure.kind === 'ratio' ? measure.numerator : null;
}
