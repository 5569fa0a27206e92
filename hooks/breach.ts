import type { Alert } from '#contracts/alert';
import { type Measure, type Quantity, quantitiesOf } from '#contracts/rule';
import { isBeyond } from '#contracts/rule-limits';

export type FigureId = 'events' | 'users' | 'orders' | 'revenue' | 'conversion';

const ORDER = 'Order Completed';
const VIEW = 'Product Viewed';
/** An acknowledged alert is still breached; one that can't be judged says nothing of the figure. */
const BREACHED: readonly Alert['state'][] = ['firing', 'acknowledged', 'noData'];

/** The worst real alert that says this figure is not well; a rehearsal must not look like an emergency. */
export function breachOf(alerts: Alert[], covers: (measure: Measure) => boolean): Alert | null {
  const all = alerts.filter(
    ({ state, traffic, measure }) => BREACHED.includes(state) && traffic === 'real' && covers(measure),
  );
  return all.find(({ severity }) => severity === 'critical') ?? all[0] ?? null;
}

/** Whether an alert that fires is no longer beyond its limit, and ends if it stays so. */
export function isClearing({ state, direction, value, threshold }: Alert): boolean {
  if (state !== 'firing' && state !== 'acknowledged') return false;
  return !isBeyond(direction, value, threshold);
}

/** Whether a rule that measures this looks at what the tile shows. */
export function coversFigure(measure: Measure, figure: FigureId): boolean {
  if (figure === 'conversion')
    return measure.kind === 'ratio' && coversEvent(measure, ORDER) && coversEvent(measure, VIEW);
  if (figure === 'orders') return coversEvent(measure, ORDER);
  if (figure === 'events' && measure.kind === 'noData') return measure.names === null;
  return quantitiesOf(measure).some((quantity) => quantity.of === figure && isOfAll(quantity));
}

/** Whether it counts events of this name, among others. */
export function coversEvent(measure: Measure, name: string): boolean {
  if (measure.kind === 'noData') return measure.names?.includes(name) === true;
  return quantitiesOf(measure).some(({ of, names }) => of === 'events' && names?.includes(name) === true);
}

const isOfAll = ({ names, category, where }: Quantity) => names === null && category === null && !where?.length;
