import { expect, test } from 'vitest';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import { DEFAULT_RULES } from '#contracts/rules';
import { draftOf, fieldsOf, type RuleDraft } from './rule-draft.ts';

const ALL = [
  ...DEFAULT_RULES.map(({ id, version: _version, ...fields }) => [id, fields] as const),
  ...RULE_TEMPLATES.map(({ id, fields }) => [id, fields] as const),
];
const draftNamed = (id: string) => {
  const found = ALL.find(([each]) => each === id);
  if (!found) throw new Error(`no rule ${id}`);
  return draftOf(found[1]);
};

test.each(ALL)('%s survives the form as it is', (_id, fields) => {
  expect(fieldsOf(draftOf(fields))).toEqual({ fields, wrong: [] });
});

test('a name that is typed twice is counted once', () => {
  const quantity = { what: 'names', usersOf: 'all', names: 'A, B,A' } as const;
  const { fields } = fieldsOf({ ...draftNamed('no-data'), quantity });
  expect(fields?.measure).toEqual({ kind: 'noData', names: ['A', 'B'] });
});

test('a share is typed as percent, without digits that nobody typed', () => {
  const draft = draftNamed('payment-failures');
  expect(draft.limit).toBe('20');
  expect(
    draftOf({ ...(fieldsOf(draft).fields as NonNullable<ReturnType<typeof fieldsOf>['fields']>), limit: 0.07 }).limit,
  ).toBe('7');
  expect(fieldsOf({ ...draft, limit: '12.5' }).fields?.limit).toBe(0.125);
});

test.each<[string, Partial<RuleDraft>, string]>([
  ['payment-failures', { limit: '1001' }, 'limit'],
  ['payment-failures', { limit: '' }, 'limit'],
  ['payment-failures', { quantity: { what: 'names', usersOf: 'all', names: ' , ' } }, 'quantity'],
  ['payment-failures', { denominator: { what: 'names', usersOf: 'all', names: '' } }, 'denominator'],
  ['payment-failures', { minDenominator: '-1' }, 'minDenominator'],
  ['order-spike', { compareTo: 'yesterday', windowSeconds: 90 }, 'windowSeconds'],
  ['order-spike', { quantity: { what: 'users', usersOf: 'names', names: '' } }, 'quantity'],
  ['order-spike', { quantity: { what: 'users', usersOf: 'all', names: '' }, windowSeconds: 3_900 }, 'windowSeconds'],
  ['order-spike', { quantity: { what: 'users', usersOf: 'all', names: '' }, windowSeconds: 30 }, 'compareTo'],
  ['order-spike', { minMinutes: '0' }, 'minMinutes'],
  ['no-data', { limit: '9' }, 'limit'],
  ['no-data', { limit: 'soon' }, 'limit'],
  ['books', { name: '  ' }, 'name'],
  ['books', { runbookUrl: 'javascript:alert(1)' }, 'runbookUrl'],
  ['books', { runbookUrl: 'wiki/books' }, 'runbookUrl'],
])('%s with %j is wrong in its %s', (id, change, field) => {
  expect(fieldsOf({ ...draftNamed(id), ...change })).toEqual({ fields: null, wrong: [field] });
});
