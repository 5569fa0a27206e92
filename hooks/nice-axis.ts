/** Steps that people count in, times a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];
const FEWEST_STEPS = 2;
const MOST_STEPS = 5;
/** Far more than a quotient of doubles is wrong by, far less than anything drawn. */
const EPSILON = 1e-9;

type Options = { whole?: boolean };

/**
 * Where an axis from 0 ends that holds `highest`: the lowest place that 2 to 5 round steps (1, 2, 2.5 or 5 times a power of
 * ten) lead to. `whole`: of numbers of things, whose steps are whole.
 */
export function niceTop(highest: number, { whole = true }: Options = {}): number {
  const value = whole ? Math.max(FEWEST_STEPS, highest) : highest || 1;
  const shortest = value / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(shortest));
  const tops = STEPS.map((each) => clean(each * power))
    .filter((step) => step > shortest - EPSILON * power && (!whole || Number.isInteger(step)))
    .map((step) => step * Math.max(FEWEST_STEPS, Math.ceil(value / step - EPSILON)));
  return clean(Math.min(...tops));
}

/** The round steps of such an axis from 0 to its end, as many as it has. */
export function ticksOf(top: number, { whole = true }: Options = {}): number[] {
  for (let count = MOST_STEPS; count >= FEWEST_STEPS; count -= 1) {
    const step = clean(top / count);
    if (isRound(step) && (!whole || Number.isInteger(step)))
      return Array.from({ length: count + 1 }, (_, index) => clean(index * step));
  }
  return [0, top];
}

function isRound(step: number): boolean {
  const mantissa = step / 10 ** Math.floor(Math.log10(step) + EPSILON);
  return STEPS.some((each) => Math.abs(each - mantissa) < EPSILON);
}

/** Without the digits that arithmetic of doubles leaves. */
const clean = (value: number) => Number(value.toPrecision(12));
