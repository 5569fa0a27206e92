import type { HopId, Pipeline } from '#contracts/pipeline';

/** The pipeline comes once a second; a minute of it draws the lines, the last seconds give each partition's rate. */
const KEPT = 60;
/** Fewer make no line. */
const LEAST_LINE = 2;
const RATE_OVER = 5;

/** Adds the newest state of the pipeline; one that is already there changes nothing. */
export function addToHistory(history: Pipeline[], pipeline: Pipeline): Pipeline[] {
  return history.at(-1)?.at === pipeline.at ? history : [...history, pipeline].slice(-KEPT);
}

/** Records a second of a hop, oldest first; null before the page was open, none while one alone is known. */
export function ratesOf(history: Pipeline[], id: HopId): (number | null)[] {
  const rates = history.map(({ hops }) => {
    const hop = hops.find((each) => each.id === id);
    // What comes to Kafka is known by those who read it.
    return hop && !(id === 'kafka' && hop.state !== 'ok') ? hop.rate : null;
  });
  if (rates.length < LEAST_LINE) return [];
  return [...Array.from({ length: KEPT - rates.length }, () => null), ...rates];
}

/** Records a second that a partition's stream took over the last seconds; null until two states are known. */
export function partitionRate(history: Pipeline[], epoch: number, partition: number): number | null {
  const [first] = history.slice(-RATE_OVER - 1);
  const last = history.at(-1);
  const positionIn = (pipeline: Pipeline | undefined) =>
    pipeline?.partitions.find((each) => each.epoch === epoch && each.partition === partition)?.position;
  const [from, to] = [positionIn(first), positionIn(last)];
  const seconds = first && last ? (Date.parse(last.at) - Date.parse(first.at)) / 1_000 : 0;
  if (from === undefined || to === undefined || seconds <= 0) return null;
  // Redis that lost its last second goes back for a moment.
  return Math.max(0, to - from) / seconds;
}
