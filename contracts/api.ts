/** Shape of every error answer: `{error:{code,message,details?}}`. */
export type ApiError = { error: { code: string; message: string; details?: { path: string; message: string }[] } };

export type DependencyState = { state: 'ok' | 'waiting' | 'down'; message: string };

/**
 * Answer of GET /api/health. 200 when `ready`: the whole way from Kafka to the browser works; else 503.
 * `degraded` while ready means that the books show lost or doubled records (null: unknown).
 */
export type Health = {
  status: 'ok' | 'degraded';
  ready: boolean;
  lost: number | null;
  doubled: number | null;
  dependencies: Record<'kafka' | 'redis' | 'relay' | 'server' | 'simulator', DependencyState>;
};

export const STEPS = ['1s', '1m', '1h'] as const;
export type Step = (typeof STEPS)[number];

/** Answer of GET /api/counts. Points are [window start ISO, count], windows without events are left out. */
export type Counts = {
  from: string;
  to: string;
  step: Step;
  series: { name: string; points: [string, number][] }[];
  total: number;
};
