/** Kafka's end is asked for about once a second: a rate of one second would swing between none and twice as many. */
const OVER_MS = 5_000;

/**
 * Turns counters that only grow into rates a second, over the calls of the last 5 s; `nowMs` is a clock. A counter that
 * shrank begins anew, with all the others.
 */
export function createRates(nowMs: () => number = Date.now): (counters: number[]) => number[] {
  let samples: { at: number; counters: number[] }[] = [];
  return (counters) => {
    const at = nowMs();
    const hasShrunk = counters.some((counter, index) => counter < (samples.at(-1)?.counters[index] ?? 0));
    samples = hasShrunk ? [] : samples.filter((sample) => at - sample.at <= OVER_MS);
    samples.push({ at, counters });
    const [first] = samples as [(typeof samples)[number]];
    const seconds = Math.max(1, at - first.at) / 1_000;
    return counters.map((counter, index) => Math.round((counter - (first.counters[index] ?? 0)) / seconds));
  };
}
