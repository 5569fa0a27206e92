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
  | { kind: 'noData' }
  | { kind: 'perUser'; windowSeconds: 60 }
  /** Records that the books show as lost or doubled. */
  | { kind: 'books' };

/**
 * An alert rule. It is breached while the measured value is above `limit` (noData: while nothing came for `limit`
 * seconds); pending until that has held for `forSeconds`. `traffic` says which traffic it looks at: each kind is
 * evaluated on its own.
 */
export type Rule = {
  id: string;
  /** 1 as it came with Yeoul, one more with each edit. */
  version: number;
  /** Off: not evaluated, and what it had opened ends. */
  enabled: boolean;
  name: string;
  severity: Severity;
  /** What whoever is called should know, and where the steps are written. */
  note: string | null;
  runbookUrl: string | null;
  measure: Measure;
  limit: number;
  forSeconds: number;
  resolveAfterSeconds: number;
  traffic: readonly Traffic[];
};

export type Traffic = 'real' | 'simulated';

/** `acknowledged`: still breached, and somebody has said that it is theirs. */
export const ALERT_STATES = ['pending', 'firing', 'acknowledged', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const MAX_PERSON_CHARS = 80;
export const MAX_RULE_NAME_CHARS = 80;
export const MAX_NOTE_CHARS = 1_000;

/**
 * One entry of an alert's timeline: a change of its state, or a comment in that state. `at` is ISO 8601 UTC: event time of
 * what evaluation found, the server's clock where a person did it. `by` and `note` are that person's; null where there is none.
 */
export type AlertEntry = {
  kind: 'state' | 'comment';
  state: AlertState;
  at: string;
  value: number;
  threshold: number;
  by: string | null;
  note: string | null;
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
  /** The rule's, as they were when the alert began. */
  note: string | null;
  runbookUrl: string | null;
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
  /** Of the acknowledgement that holds; null while there is none, or once it was taken back. */
  acknowledgedAt: string | null;
  resolvedAt: string | null;
  timeline: AlertEntry[];
};
