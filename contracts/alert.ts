export const SEVERITIES = ['critical', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule measures, over the last `windowSeconds` of event time. */
export type Measure =
  | { kind: 'ratio'; numerator: string[]; denominator: string[]; windowSeconds: number; minDenominator: number }
  | {
      kind: 'spike';
      names: string[];
      windowSeconds: number;
      /** Length of the span just before the window; its mean per minute, times the rule's limit, is the threshold. */
      baselineSeconds: number;
      /** Lowest mean per minute, and fewest minutes with any traffic, that a baseline must have to be trusted. */
      minBaseline: number;
      minBaselineMinutes: number;
    }
  | { kind: 'noData'; windowSeconds: number }
  | { kind: 'perUser'; windowSeconds: 60 }
  /** Records that the books show as lost or doubled. */
  | { kind: 'books' };

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

/** One change of an alert's state, kept in its timeline. `at` is event time, ISO 8601 UTC. */
export type AlertTransition = {
  state: AlertState;
  at: string;
  value: number;
  threshold: number;
};

/**
 * One alert: a breach of one rule by one kind of traffic (and, for perUser rules, one user: `key`).
 * `value` and `threshold` are those of the latest evaluation that changed it: a ratio is 0..1, spike and perUser are
 * events per minute, noData is seconds of silence, books is records; `peak` is the highest value while it was open.
 * Resolved with `firingAt` null: it was only pending. Such an alert is pushed once, to be taken off the lists.
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
