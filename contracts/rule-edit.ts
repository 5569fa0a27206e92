import { z } from 'zod';
import { MAX_NOTE_CHARS, MAX_RULE_NAME_CHARS } from './alert.ts';
import { CATEGORIES } from './categories.ts';
import { MAX_NAME_CHARS } from './event.ts';
import { COMPARISONS, DIRECTIONS, MISSING, QUANTITIES, SEVERITIES } from './rule.ts';
import {
  faultOf,
  MAX_FILTERS,
  MAX_NAMES,
  MAX_REPEAT_MINUTES,
  MAX_RULE_SECONDS,
  MAX_WINDOW_SECONDS,
  MIN_REPEAT_MINUTES,
  MIN_WINDOW_SECONDS,
} from './rule-limits.ts';

const MAX_URL_CHARS = 500;
const MAX_CHANNELS = 50;
const MAX_EVENTS = 20;

const Address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(MAX_URL_CHARS);
const Seconds = z.int('must be whole seconds').min(0).max(MAX_RULE_SECONDS);
const Window = z.int('must be whole seconds').min(MIN_WINDOW_SECONDS).max(MAX_WINDOW_SECONDS);
/** What is named twice would be counted or judged twice. */
const distinct = <T extends z.ZodArray>(list: T) =>
  list.refine((values) => new Set(values).size === values.length, 'must not name the same twice');
const Names = distinct(z.array(z.string().min(1).max(MAX_NAME_CHARS)).min(1).max(MAX_NAMES));
const Amount = z.number().min(0).max(1e12);

const PropertyFilter = z.strictObject({ path: z.string().min(1).max(100), value: z.string().max(200) });

const Quantity = z
  .strictObject({
    of: z.enum(QUANTITIES),
    names: Names.nullable(),
    category: z.enum(CATEGORIES).nullable(),
    where: z.array(PropertyFilter).min(1).max(MAX_FILTERS).optional(),
  })
  .refine(({ names, category }) => names === null || category === null, 'has names or a category, not both');

const Events = Quantity.refine(({ of }) => of === 'events', 'must be events');

const Measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), quantity: Quantity, windowSeconds: Window }),
  z.strictObject({
    kind: z.literal('ratio'),
    numerator: Quantity,
    denominator: Quantity,
    windowSeconds: Window,
    minDenominator: Amount,
  }),
  z.strictObject({ kind: z.literal('noData'), names: Names.nullable() }),
  z.strictObject({ kind: z.literal('perUser'), windowSeconds: z.literal(60), quantity: Events.optional() }),
  z.strictObject({ kind: z.literal('perProduct'), windowSeconds: z.literal(60), quantity: Events.optional() }),
  z.strictObject({ kind: z.literal('books') }),
]);

const [number, yesterday, lastWeek, mean, spread] = COMPARISONS;
const Compare = z.union([
  z.strictObject({ to: z.literal(number) }),
  z.strictObject({ to: z.enum([yesterday, lastWeek]), minPast: Amount }),
  z.strictObject({
    to: z.enum([mean, spread]),
    minPast: Amount,
    baselineSeconds: z.int().min(600).max(86_400),
    minMinutes: z.int().min(1).max(1_440),
  }),
]);

const Fields = {
  enabled: z.boolean(),
  name: z.string().trim().min(1, 'must not be empty').max(MAX_RULE_NAME_CHARS),
  severity: z.enum(SEVERITIES),
  note: z.string().trim().min(1).max(MAX_NOTE_CHARS).nullable(),
  runbookUrl: Address.nullable(),
  measure: Measure,
  compare: Compare,
  direction: z.enum(DIRECTIONS),
  limit: z.number(),
  forSeconds: Seconds,
  resolveAfterSeconds: Seconds,
  missing: z.enum(MISSING),
  channels: distinct(z.array(z.string().min(1).max(64)).max(MAX_CHANNELS)).nullable(),
  repeatMinutes: z
    .union([z.literal(0), z.int().min(MIN_REPEAT_MINUTES).max(MAX_REPEAT_MINUTES)])
    .nullable()
    .default(null),
  maxEvents: z.int().min(0).max(MAX_EVENTS),
  traffic: distinct(
    z
      .array(z.enum(['real', 'simulated']))
      .min(1)
      .max(2),
  ),
};

type Whole = z.infer<z.ZodObject<typeof Fields>>;

function checkWhole(rule: Whole, context: z.RefinementCtx): void {
  const fault = faultOf(rule);
  if (fault) context.addIssue({ code: 'custom', path: [fault.path], message: fault.message });
}

/** Body of POST /api/rules and of POST /api/rules/backtest: all of a rule but its id and version. */
export const NewRule = z.strictObject(Fields).superRefine(checkWhole);
export type NewRule = z.infer<typeof NewRule>;

/**
 * Body of PUT /api/rules/ID: the rule, and the version that the editor saw. Another version means that somebody else was
 * quicker.
 */
export const RuleEdit = z.strictObject({ ...Fields, version: z.int().min(1) }).superRefine(checkWhole);
export type RuleEdit = z.infer<typeof RuleEdit>;

/** One rule of a file that was exported: its id tells whether it is here already. */
export const ImportedRule = z
  .strictObject({ ...Fields, id: z.string().max(64).optional(), version: z.int().optional() })
  .superRefine(checkWhole);
export type ImportedRule = z.infer<typeof ImportedRule>;
