/**
 * Where labels go along an axis of this length so that no two are nearer than `gap`, each as near to its wanted place
 * as that allows. `wanted` ascends.
 */
export function spreadLabels(wanted: readonly number[], gap: number, length: number): number[] {
  let free = 0;
  const places = wanted.map((place) => {
    const at = Math.max(place, free);
    free = at + gap;
    return at;
  });
  // Small bands at the top may have pushed labels beyond the end: shift all that are too far back again.
  let ceiling = length;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const at = Math.min(places[index] ?? 0, ceiling);
    places[index] = at;
    ceiling = at - gap;
  }
  return places;
}

const LEAST_GAP_PX = 16;
const WANTED_GAP_PX = 24;

/** The gap of labels that can be pressed: a finger's, as far as their number leaves room for it. */
export function labelGap(labels: number, length: number): number {
  return Math.max(LEAST_GAP_PX, Math.min(WANTED_GAP_PX, length / Math.max(1, labels - 1)));
}
