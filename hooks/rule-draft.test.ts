import { expect, test } from 'vitest';
import { DEFAULT_RULES } from '#contracts/rules';
import { draftOf, type RuleDraft, ruleOf } from './rule-draft.ts';

const ruleNamed = (id: string) => {
  const rule = DEFAULT_RULES.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};

test.each(DEFAULT_RULES)('$id survives the form as it is', (rule) => {
  const { enabled, name, severity, limit, forSeconds, resolveAfterSeconds, note, runbookUrl } = rule;
  expect(ruleOf(draftOf(rule), rule)).toEqual({
    edit: { enabled, name, severity, limit, forSeconds, resolveAfterSeconds, note, runbookUrl },
    wrong: [],
  });
});

test('a share is typed as percent, without digits that nobody typed', () => {
  const rule = { ...ruleNamed('payment-failures'), limit: 0.07 };
  expect(draftOf(rule).limit).toBe('7');
  expect(ruleOf({ ...draftOf(rule), limit: '12.5' }, rule).edit?.limit).toBe(0.125);
});

test.each<[string, Partial<RuleDraft>, string]>([
  ['payment-failures', { limit: '101' }, 'limit'],
  ['payment-failures', { limit: '' }, 'limit'],
  ['no-data', { limit: '9' }, 'limit'],
  ['no-data', { limit: 'soon' }, 'limit'],
  ['user-burst', { forSeconds: '1.5' }, 'forSeconds'],
  ['user-burst', { resolveAfterSeconds: '-1' }, 'resolveAfterSeconds'],
  ['books', { name: '  ' }, 'name'],
  ['books', { runbookUrl: 'javascript:alert(1)' }, 'runbookUrl'],
  ['books', { runbookUrl: 'wiki/books' }, 'runbookUrl'],
])('%s with %j is wrong in its %s', (id, change, field) => {
  const rule = ruleNamed(id);
  expect(ruleOf({ ...draftOf(rule), ...change }, rule)).toEqual({ edit: null, wrong: [field] });
});
