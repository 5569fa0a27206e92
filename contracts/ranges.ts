// Apart from socket.ts, so that no schema library comes to the browser with it.
export const RANGES = ['1m', '5m', '15m', '1h'] as const;
export type Range = (typeof RANGES)[number];

/** Length and bucket of each range: at most 120 points on a chart. */
export const RANGE_SECONDS: Record<Range, { length: number; bucket: number }> = {
  '1m': { length: 60, bucket: 1 },
  '5m': { length: 300, bucket: 3 },
  '15m': { length: 900, bucket: 10 },
  '1h': { length: 3_600, bucket: 30 },
};
