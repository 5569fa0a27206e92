import type { Compare, Measure, Rule, Severity, Traffic } from './rule.ts';

/**
 * `acknowledged`: still breached, and somebody has said that it is theirs. `noData`: nothing came that could be judged.
 * `error`: the rule can't be evaluated; the timeline says why.
 */
export const ALERT_STATES = ['pending', 'firing', 'acknowledged', 'noData', 'error', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Whether somebody is called, and nobody has said that it is theirs. */
export const isCalling = ({ state }: Pick<Alert, 'state'>): boolean =>
  state === 'firing' || state === 'noData' || state === 'error';

export const MAX_PERSON_CHARS = 80;
export const MAX_RULE_NAME_CHARS = 80;
export const MAX_NOTE_CHARS = 1_000;

/**
 * One entry of an alert's timeline: a change of its state, or in that state a comment, or that channels are told nothing for
 * a while, or are told again. `at` is ISO 8601 UTC: event time of what evaluation found, the server's clock where a person
 * did it. `by` and `note` are that person's; null where there is none.
 */
export type AlertEntry = {
  kind: 'state' | 'comment' | 'silenced' | 'unsilenced';
  state: AlertState;
  at: string;
  value: number;
  threshold: number;
  by: string | null;
  note: string | null;
  /** Of the end: what the value at the instant of firing is once late events are counted; absent where it is the same. */
  corrected?: number;
  /** Of `silenced`: until when, ISO 8601 UTC. */
  until?: string;
};

/**
 * One alert: a breach of one rule by one kind of traffic (and, where the rule is per user or product, one of those: `key`).
 * `value` and `threshold` are those of the latest evaluation that changed it, in the measure's own unit: a ratio is 0..1 of
 * like quantities, a value is of one window, noData is seconds of silence, books is records; `peak` is the value that was
 * furthest beyond its threshold while it was breached, and `peakThreshold` that threshold: what is usual changes.
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
  /** What was measured, and against what, as the rule had it when the alert began. */
  measure: Measure;
  compare: Compare;
  direction: Rule['direction'];
  /** Ids of the channels that are told; null: all. */
  channels: Rule['channels'];
  /** Told again so often; 0: once, null: as each channel does. */
  repeatMinutes: Rule['repeatMinutes'];
  /** How many of its events go along to webhooks. */
  maxEvents: number;
  key: string | null;
  traffic: Traffic;
  /** Whether channels are told: of simulated traffic only when whoever started the simulation ticked that. */
  notify: boolean;
  state: AlertState;
  value: number;
  peak: number;
  peakThreshold: number;
  threshold: number;
  pendingAt: string;
  firingAt: string | null;
  /** Of the acknowledgement that holds; null while there is none, or once it was taken back. */
  acknowledgedAt: string | null;
  resolvedAt: string | null;
  timeline: AlertEntry[];
};
