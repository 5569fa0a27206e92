/** What a chart's point has at least: the start of its bucket in epoch seconds. */
type Timed = { at: number };

/** From the start of a bucket (included) to the end of another, in epoch seconds. */
export type Span = { from: number; to: number };

/** A zoom holds what it was made over: its buckets leave the range while time goes on. */
export type Zoom<P extends Timed> = Span & { held: P[] };

/** The span of two buckets and all between, in either order; null when it is one bucket, which is no span. */
export function spanBetween(a: number, b: number, size: number): Span | null {
  return a === b ? null : { from: Math.min(a, b), to: Math.max(a, b) + size };
}

/** `size`: of the points' buckets in seconds; a span within one holds it. */
export function zoomInto<P extends Timed>(points: P[], span: Span, size: number): Zoom<P> {
  return { ...span, held: within(points, span, size) };
}

/** The points of a zoom: those that are still there as they are now, those that left the range as they were. */
export function zoomedPoints<P extends Timed>(points: P[], zoom: Zoom<P>, size: number): P[] {
  const first = points[0]?.at ?? Number.POSITIVE_INFINITY;
  return [...zoom.held.filter(({ at }) => at < first), ...within(points, zoom, size)];
}

/** The point drawn nearest to a moment. */
export function nearestPoint<P extends Timed>(points: P[], second: number): P | undefined {
  return points.reduce<P | undefined>(
    (best, point) => (best && Math.abs(best.at - second) <= Math.abs(point.at - second) ? best : point),
    undefined,
  );
}

/** The index of the bucket that holds a moment; -1 where none does. `starts` ascends. */
export function bucketIndexAt(starts: readonly number[], second: number): number {
  const index = starts.findLastIndex((at) => at <= second);
  const size = (starts[1] ?? 0) - (starts[0] ?? 0);
  return index === starts.length - 1 && second >= (starts[index] ?? 0) + size ? -1 : index;
}

const within = <P extends Timed>(points: P[], { from, to }: Span, size: number) =>
  points.filter(({ at }) => at + size > from && at < to);
