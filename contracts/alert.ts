export const SEVERITIES = ['critical', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule measures, over the last `windowSeconds` up to the watermark. */
export type Measure =
  | { kind: 'ratio'; numerator: string[]; denominator: string[]; windowSeconds: number; minDenominator: number }
  | { kind: 'spike'; names: string[]; windowSeconds: number; baselineSeconds: number; minBaseline: number }
  | { kind: 'noData'; windowSeconds: number }
  | { kind: 'perUser'; windowSeconds: 60 };

/**
 * An alert rule. It is breached while the measured value is above `limit`
 * (noData: while nothing came for `windowSeconds`); pending until that has held for `forSeconds`.
 * `traffic` says which traffic it looks at: each kind is evaluated on its own.
 */
export type Rule = {
  id: string;
  name: string;
  severity: Severity;
  measure: Measure;
  limit: number;
  forSeconds: number;
  resolveAfterSeconds: number;
  traffic: readonly Traffic[];
};

export type Traffic = 'real' | 'simulated';

export type AlertState = 'pending' | 'firing' | 'resolved';

/** One change of an alert's state, kept for ever in its timeline. `at` is event time, ISO 8601 UTC. */
export type AlertTransition = {
  state: AlertState;
  at: string;
  value: number;
  threshold: number;
};

/**
 * One alert: a breach of one rule by one kind of traffic (and, for perUser rules, one user: `key`).
 * `value` and `threshold` are those of the latest evaluation that changed it: a ratio is 0..1, a rate is per minute.
 */
export type Alert = {
  id: string;
  ruleId: string;
  ruleName: string;
  severity: Severity;
  measureKind: Measure['kind'];
  key: string | null;
  traffic: Traffic;
  state: AlertState;
  value: number;
  peak: number;
  threshold: number;
  pendingAt: string;
  firingAt: string | null;
  resolvedAt: string | null;
  timeline: AlertTransition[];
};
