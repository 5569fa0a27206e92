import { MAX_NOTE_CHARS, MAX_RULE_NAME_CHARS } from '#contracts/alert';
import type { Rule } from '#contracts/rule';
import { LIMITS, MAX_RULE_SECONDS } from '#contracts/rule-limits';

/** A rule as it stands in the form: numbers as they are typed, a share as percent. */
export type RuleDraft = {
  enabled: boolean;
  name: string;
  severity: Rule['severity'];
  limit: string;
  forSeconds: string;
  resolveAfterSeconds: string;
  note: string;
  runbookUrl: string;
};
export type DraftField = keyof RuleDraft;

type Edit = Pick<
  Rule,
  'enabled' | 'name' | 'severity' | 'limit' | 'forSeconds' | 'resolveAfterSeconds' | 'note' | 'runbookUrl'
>;

const percentOf = ({ measure }: Rule) => (measure.kind === 'ratio' ? 100 : 1);

export function draftOf(rule: Rule): RuleDraft {
  const { enabled, name, severity, limit, forSeconds, resolveAfterSeconds, note, runbookUrl } = rule;
  return {
    enabled,
    name,
    severity,
    // No more digits than people have typed: 0.07 × 100 is not quite 7.
    limit: String(Number((limit * percentOf(rule)).toPrecision(12))),
    forSeconds: String(forSeconds),
    resolveAfterSeconds: String(resolveAfterSeconds),
    note: note ?? '',
    runbookUrl: runbookUrl ?? '',
  };
}

/** What the draft says of the rule, or the fields that are wrong. The server checks all of it again. */
export function ruleOf(draft: RuleDraft, rule: Rule): { edit: Edit | null; wrong: DraftField[] } {
  const { min, max } = LIMITS[rule.measure.kind];
  const limit = numberOf(draft.limit) / percentOf(rule);
  const forSeconds = numberOf(draft.forSeconds);
  const resolveAfterSeconds = numberOf(draft.resolveAfterSeconds);
  const name = draft.name.trim();
  const faults: Partial<Record<DraftField, boolean>> = {
    name: name === '' || name.length > MAX_RULE_NAME_CHARS,
    limit: !(limit >= min && limit <= max),
    forSeconds: !isLength(forSeconds),
    resolveAfterSeconds: !isLength(resolveAfterSeconds),
    note: draft.note.length > MAX_NOTE_CHARS,
    runbookUrl: draft.runbookUrl !== '' && !isAddress(draft.runbookUrl),
  };
  const wrong = (Object.keys(faults) as DraftField[]).filter((field) => faults[field]);
  if (wrong.length > 0) return { edit: null, wrong };
  const { enabled, severity } = draft;
  const note = draft.note.trim() || null;
  const runbookUrl = draft.runbookUrl.trim() || null;
  return { edit: { enabled, name, severity, limit, forSeconds, resolveAfterSeconds, note, runbookUrl }, wrong };
}

/** NaN where there is no number: an empty text would be 0. */
const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

const isLength = (seconds: number) => Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_RULE_SECONDS;

function isAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text.trim()).protocol);
  } catch {
    return false;
  }
}
