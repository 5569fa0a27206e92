import { MAX_NOTE_CHARS, MAX_RULE_NAME_CHARS } from '#contracts/alert';
import type { Category } from '#contracts/categories';
import { type Compare, isBurst, type Measure, type Quantity, type Rule } from '#contracts/rule';
import { faultOf, isPercent, limitsOf, MAX_FILTERS, MAX_NAMES, MAX_RULE_SECONDS } from '#contracts/rule-limits';
import { readFilters, readNames, writeFilters, writeNames } from './written-list.ts';

/** All of a rule that people write. */
export type RuleFields = Omit<Rule, 'id' | 'version'>;

/** Of which events. */
export type ScopeDraft = 'all' | 'names' | `category:${Category}`;
/** What is counted, as it stands in the form: `scope` where it is revenue or users, `names` parted by commas. */
export type QuantityDraft = { what: ScopeDraft | 'revenue' | 'users'; scope: ScopeDraft; names: string };

/** A rule as it stands in the form: numbers as they are typed, a share as percent. */
export type RuleDraft = Pick<
  Rule,
  'enabled' | 'name' | 'severity' | 'direction' | 'missing' | 'channels' | 'repeatMinutes' | 'maxEvents' | 'traffic'
> & {
  kind: Measure['kind'];
  quantity: QuantityDraft;
  denominator: QuantityDraft;
  /** "platform=app, plan=pro": of what all of it has to be; of a ratio, its first part. */
  where: string;
  denominatorWhere: string;
  minDenominator: string;
  windowSeconds: number;
  compareTo: Compare['to'];
  minPast: string;
  baselineSeconds: number;
  minMinutes: string;
  limit: string;
  forSeconds: number;
  resolveAfterSeconds: number;
  note: string;
  runbookUrl: string;
};
export type DraftField = keyof RuleDraft;

const MINUTE = 60;
const DEFAULT_WINDOW_SECONDS = 300;
const DEFAULT_BASELINE_SECONDS = 3_600;

export function draftOf(rule: RuleFields): RuleDraft {
  const { measure, compare, note, runbookUrl, limit, ...rest } = rule;
  const usual = 'baselineSeconds' in compare ? compare : null;
  return {
    ...rest,
    kind: measure.kind,
    quantity: quantityDraftOf(firstOf(measure)),
    denominator: quantityDraftOf(measure.kind === 'ratio' ? measure.denominator : null),
    where: writeFilters(firstOf(measure)?.where ?? []),
    denominatorWhere: writeFilters((measure.kind === 'ratio' && measure.denominator.where) || []),
    minDenominator: String(measure.kind === 'ratio' ? measure.minDenominator : 20),
    windowSeconds: 'windowSeconds' in measure ? measure.windowSeconds : DEFAULT_WINDOW_SECONDS,
    compareTo: compare.to,
    minPast: String('minPast' in compare ? compare.minPast : 5),
    baselineSeconds: usual?.baselineSeconds ?? DEFAULT_BASELINE_SECONDS,
    minMinutes: String(usual?.minMinutes ?? 10),
    limit: limitText(rule, limit),
    note: note ?? '',
    runbookUrl: runbookUrl ?? '',
  };
}

/** A limit as it is typed. No more digits than people have typed: 0.07 × 100 is not quite 7. */
export const limitText = (rule: Pick<Rule, 'measure' | 'compare'>, limit: number): string =>
  String(Number((limit * (isPercent(rule) ? 100 : 1)).toPrecision(12)));

function firstOf(measure: Measure): Quantity | null {
  if (measure.kind === 'value') return measure.quantity;
  if (measure.kind === 'ratio') return measure.numerator;
  if (isBurst(measure)) return measure.quantity ?? null;
  return measure.kind === 'noData' ? { of: 'events', names: measure.names, category: null } : null;
}

function quantityDraftOf(quantity: Quantity | null): QuantityDraft {
  const { of, names, category } = quantity ?? { of: 'events', names: null, category: null };
  const scope: ScopeDraft = names ? 'names' : category ? `category:${category}` : 'all';
  return { what: of === 'events' ? scope : of, scope: scope, names: writeNames(names ?? []) };
}

/** Of which events it is counted. */
export const scopeOf = ({ what, scope }: QuantityDraft): ScopeDraft =>
  what === 'revenue' || what === 'users' ? scope : what;

/**
 * The draft with a change. A ratio that is a share no more, or is one now, keeps its limit: 20 % is 0.2. What it is compared
 * with changes what a limit is, so that one stays as it is typed.
 */
export function changed(draft: RuleDraft, part: Partial<RuleDraft>): RuleDraft {
  const next = { ...draft, ...part };
  const isOfRatios = draft.kind === 'ratio' && next.kind === 'ratio' && part.limit === undefined;
  const [before, after] = [comparedOf(draft), comparedOf(next)];
  const limit = numberOf(draft.limit) / (isPercent(before) ? 100 : 1);
  if (!isOfRatios || part.compareTo || Number.isNaN(limit) || isPercent(before) === isPercent(after)) return next;
  return { ...next, limit: limitText(after, limit) };
}

/** What a draft measures, and against what. */
const comparedOf = (draft: RuleDraft) => ({ measure: measureOf(draft), compare: compareOf(draft) });

/** What the draft says of the rule, or the fields that are wrong. The server checks all of it again. */
export function fieldsOf(draft: RuleDraft): { fields: RuleFields | null; wrong: DraftField[] } {
  const { measure, compare } = comparedOf(draft);
  const limit = numberOf(draft.limit) / (isPercent({ measure, compare }) ? 100 : 1);
  const name = draft.name.trim();
  const runbookUrl = draft.runbookUrl.trim();
  const fault = faultOf({ measure, compare, limit });
  const isRatio = draft.kind === 'ratio';
  const isFiltered = draft.kind === 'value' || isRatio || isBurst(measure);
  const faults: Partial<Record<DraftField, boolean>> = {
    name: name === '' || name.length > MAX_RULE_NAME_CHARS,
    quantity: (isFiltered || draft.kind === 'noData') && !isNamed(draft.quantity),
    denominator: isRatio && !isNamed(draft.denominator),
    where: isFiltered && !areFilters(draft.where),
    denominatorWhere: isRatio && !areFilters(draft.denominatorWhere),
    minDenominator: isRatio && !(numberOf(draft.minDenominator) >= 0),
    minPast: compare.to !== 'number' && !(numberOf(draft.minPast) >= 0),
    minMinutes: 'minMinutes' in compare && !isMinutes(compare.minMinutes),
    limit: fault?.path === 'limit',
    windowSeconds: fault?.path === 'measure',
    compareTo: fault?.path === 'compare',
    forSeconds: draft.forSeconds > MAX_RULE_SECONDS,
    note: draft.note.length > MAX_NOTE_CHARS,
    runbookUrl: runbookUrl !== '' && !isAddress(runbookUrl),
  };
  const wrong = (Object.keys(faults) as DraftField[]).filter((field) => faults[field]);
  if (wrong.length > 0) return { fields: null, wrong };
  const { enabled, severity, direction, missing, channels, repeatMinutes, maxEvents, traffic } = draft;
  const { forSeconds, resolveAfterSeconds } = draft;
  const written = { name, note: draft.note.trim() || null, runbookUrl: runbookUrl || null };
  const chosen = {
    enabled,
    severity,
    direction,
    missing,
    channels,
    repeatMinutes,
    maxEvents,
    traffic,
    forSeconds,
    resolveAfterSeconds,
  };
  return { fields: { ...chosen, ...written, measure, compare, limit }, wrong };
}

/** What the limit may be, as it is typed. */
export function limitRangeOf(draft: RuleDraft): { min: string; max: string } {
  const rule = comparedOf(draft);
  const { min, max } = limitsOf(rule);
  return { min: limitText(rule, min), max: limitText(rule, max) };
}

function measureOf(draft: RuleDraft): Measure {
  const { kind, quantity, denominator, where, denominatorWhere, minDenominator, windowSeconds } = draft;
  switch (kind) {
    case 'value':
      return { kind, quantity: quantityOf(quantity, where), windowSeconds };
    case 'ratio': {
      const parts = { numerator: quantityOf(quantity, where), denominator: quantityOf(denominator, denominatorWhere) };
      return { kind, ...parts, windowSeconds, minDenominator: numberOf(minDenominator) };
    }
    case 'noData':
      return { kind, names: scopeOf(quantity) === 'names' ? readNames(quantity.names) : null };
    case 'books':
      return { kind };
    default:
      return { kind, windowSeconds: MINUTE, ...burstOf(quantity, where) };
  }
}

/** Of which events one has too many, where it is not of all. */
function burstOf(draft: QuantityDraft, where: string): { quantity?: Quantity } {
  const quantity = quantityOf({ ...draft, what: scopeOf(draft) }, where);
  return quantity.names || quantity.category || quantity.where ? { quantity } : {};
}

/** What a rule is compared with, whatever else stands in the form for another kind. */
export const comparesTo = ({ kind, compareTo }: Pick<RuleDraft, 'kind' | 'compareTo'>): Compare['to'] =>
  kind === 'value' || kind === 'ratio' ? compareTo : 'number';

function compareOf({ kind, compareTo, minPast, baselineSeconds, minMinutes }: RuleDraft): Compare {
  const to = comparesTo({ kind, compareTo });
  if (to === 'number') return { to };
  if (to === 'yesterday' || to === 'lastWeek') return { to, minPast: numberOf(minPast) };
  return { to, minPast: numberOf(minPast), baselineSeconds, minMinutes: numberOf(minMinutes) };
}

function quantityOf(quantity: QuantityDraft, whereText: string): Quantity {
  const { what, names } = quantity;
  const filters = readFilters(whereText) ?? [];
  const where = filters.length > 0 ? { where: filters } : {};
  const of = what === 'revenue' || what === 'users' ? what : 'events';
  const scope = scopeOf(quantity);
  if (scope === 'names') return { of, names: readNames(names), category: null, ...where };
  const category = scope === 'all' ? null : (scope.slice('category:'.length) as Category);
  return { of, names: null, category, ...where };
}

function areFilters(text: string): boolean {
  const filters = readFilters(text);
  return filters !== null && filters.length <= MAX_FILTERS;
}

const isNamed = (quantity: QuantityDraft) =>
  scopeOf(quantity) !== 'names' || isCountOfNames(readNames(quantity.names).length);

const isCountOfNames = (count: number) => count > 0 && count <= MAX_NAMES;

const isMinutes = (minutes: number) => Number.isInteger(minutes) && minutes >= 1 && minutes <= 1_440;

/** NaN where there is no number: an empty text would be 0. */
const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

function isAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Fields in which two drafts differ. */
export const differences = (one: RuleDraft, other: RuleDraft): DraftField[] =>
  (Object.keys(one) as DraftField[]).filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));
