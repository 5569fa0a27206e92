import type { Quantity, Rule } from './rule.ts';

const AS_BEGUN = {
  enabled: true,
  note: null,
  runbookUrl: null,
  compare: { to: 'number' },
  direction: 'above',
  missing: 'zero',
  channels: null,
  repeatMinutes: null,
  maxEvents: 0,
  forSeconds: 60,
  resolveAfterSeconds: 60,
  traffic: ['real', 'simulated'],
} as const;

const events = (...names: string[]): Quantity => ({ of: 'events', names, category: null });
const REVENUE: Quantity = { of: 'revenue', names: null, category: null };

type TemplateId = 'failure-ratio' | 'orders-drop' | 'revenue-week' | 'traffic-spike' | 'product-burst' | 'no-orders';

/** What a new rule may begin with; the first is what it begins with when nothing is chosen. Names are translated by id. */
export const RULE_TEMPLATES: readonly { id: TemplateId; fields: Omit<Rule, 'id' | 'version'> }[] = [
  {
    id: 'failure-ratio',
    fields: {
      ...AS_BEGUN,
      name: 'Payment failures, 5 min',
      severity: 'critical',
      measure: {
        kind: 'ratio',
        numerator: events('Payment Failed'),
        denominator: events('Payment Failed', 'Order Completed'),
        windowSeconds: 300,
        minDenominator: 50,
      },
      limit: 0.2,
    },
  },
  {
    id: 'orders-drop',
    fields: {
      ...AS_BEGUN,
      name: 'Fewer orders than yesterday',
      severity: 'critical',
      measure: { kind: 'value', quantity: events('Order Completed'), windowSeconds: 600 },
      compare: { to: 'yesterday', minPast: 20 },
      direction: 'below',
      limit: 0.5,
      missing: 'noData',
    },
  },
  {
    id: 'revenue-week',
    fields: {
      ...AS_BEGUN,
      name: 'Revenue below last week',
      severity: 'warning',
      measure: { kind: 'value', quantity: REVENUE, windowSeconds: 3_600 },
      compare: { to: 'lastWeek', minPast: 100_000 },
      direction: 'below',
      limit: 0.6,
    },
  },
  {
    id: 'traffic-spike',
    fields: {
      ...AS_BEGUN,
      name: 'Unusual traffic',
      severity: 'warning',
      measure: { kind: 'value', quantity: { of: 'events', names: null, category: null }, windowSeconds: 60 },
      compare: { to: 'spread', baselineSeconds: 3_600, minPast: 60, minMinutes: 20 },
      limit: 4,
      forSeconds: 0,
    },
  },
  {
    id: 'product-burst',
    fields: {
      ...AS_BEGUN,
      name: 'Product burst',
      severity: 'warning',
      measure: { kind: 'perProduct', windowSeconds: 60 },
      limit: 500,
      forSeconds: 0,
    },
  },
  {
    id: 'no-orders',
    fields: {
      ...AS_BEGUN,
      name: 'No orders',
      severity: 'critical',
      measure: { kind: 'noData', names: ['Order Completed'] },
      limit: 300,
      forSeconds: 0,
      traffic: ['real'],
    },
  },
];
