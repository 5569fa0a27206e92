/** Shape of every error answer: `{error:{code,message,details?}}`. */
export type ApiError = { error: { code: string; message: string; details?: { path: string; message: string }[] } };

export type DependencyState = { state: 'ok' | 'waiting' | 'down'; message: string };

/** Answer of GET /api/health; status 200 only when the whole way from Kafka to the browser is ready. */
export type Health = {
  status: 'ok' | 'degraded';
  dependencies: { kafka: DependencyState; redis: DependencyState; relay: DependencyState; server: DependencyState; simulator: DependencyState };
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
