import type { Quantity, Rule } from './rule.ts';

const AS_SHIPPED = {
  version: 1,
  enabled: true,
  note: null,
  runbookUrl: null,
  compare: { to: 'number' },
  direction: 'above',
  missing: 'zero',
  channels: null,
  repeatMinutes: null,
  maxEvents: 0,
} as const;

const events = (...names: string[]): Quantity => ({ of: 'events', names, category: null });

/** The rules that every installation starts with. Ids stay: alerts, translations and tests refer to them. */
export const DEFAULT_RULES: readonly Rule[] = [
  {
    id: 'payment-failures',
    ...AS_SHIPPED,
    name: 'Payment failures',
    severity: 'critical',
    measure: {
      kind: 'ratio',
      numerator: events('Payment Failed'),
      denominator: events('Payment Failed', 'Order Completed'),
      windowSeconds: 60,
      minDenominator: 20,
    },
    limit: 0.2,
    forSeconds: 30,
    resolveAfterSeconds: 30,
    traffic: ['real', 'simulated'],
  },
  {
    id: 'order-spike',
    ...AS_SHIPPED,
    name: 'Order spike',
    severity: 'warning',
    measure: { kind: 'value', quantity: events('Order Completed'), windowSeconds: 60 },
    compare: { to: 'mean', baselineSeconds: 3_600, minPast: 5, minMinutes: 10 },
    limit: 3,
    forSeconds: 0,
    resolveAfterSeconds: 30,
    traffic: ['real', 'simulated'],
  },
  {
    id: 'no-data',
    ...AS_SHIPPED,
    name: 'No data',
    severity: 'critical',
    measure: { kind: 'noData', names: null },
    limit: 60,
    forSeconds: 0,
    resolveAfterSeconds: 10,
    // A simulation ends by design, so its silence means nothing.
    traffic: ['real'],
  },
  {
    id: 'user-burst',
    ...AS_SHIPPED,
    name: 'User burst',
    severity: 'warning',
    measure: { kind: 'perUser', windowSeconds: 60 },
    limit: 300,
    forSeconds: 0,
    resolveAfterSeconds: 30,
    traffic: ['real', 'simulated'],
  },
  {
    id: 'books',
    ...AS_SHIPPED,
    name: 'Counts differ from Kafka',
    severity: 'critical',
    measure: { kind: 'books' },
    limit: 0,
    forSeconds: 0,
    resolveAfterSeconds: 10,
    // The books are of all traffic together.
    traffic: ['real'],
  },
];
