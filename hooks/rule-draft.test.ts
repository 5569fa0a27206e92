import { expect, test } from 'vitest';
import type { Compare, PropertyFilter, Quantity } from '#contracts/rule';
import { RULE_TEMPLATES } from '#contracts/rule-templates';
import { DEFAULT_RULES } from '#contracts/rules';
import {
  changed,
  differences,
  draftOf,
  fieldsOf,
  limitRangeOf,
  type RuleDraft,
  type RuleFields,
} from './rule-draft.ts';

const of = (names: string[], ...where: PropertyFilter[]): Quantity => ({
  of: 'events',
  names,
  category: null,
  ...(where.length > 0 && { where }),
});
const revenueOf = (names: string[] | null, category: Quantity['category']): Quantity => ({
  of: 'revenue',
  names,
  category,
});
const CARD = { path: 'method', value: 'card' };
/** As an import or the API may bring them: parts with filters of their own, names and values with commas. */
const RATIOS: [id: string, numerator: Quantity, denominator: Quantity][] = [
  ['a filter on the first part', of(['Payment Failed'], CARD), of(['Payment Failed', 'Order Completed'])],
  ['a filter on the second part', of(['Payment Failed']), of(['Payment Failed'], CARD)],
  ['a filter on each part', of(['Payment Failed'], CARD), of(['Order Completed'], { path: 'plan', value: 'pro' })],
  ['revenue of names and of a category', revenueOf(['Order Refunded'], null), revenueOf(null, 'order')],
  ['a name with a comma', of(['Signed up, paid', 'Left']), of(['Signed up, paid'])],
  ['a value with a comma', of(['Left'], { path: 'city', value: 'Seoul, Korea' }), of(['Left'], CARD, CARD)],
];

const ALL = [
  ...DEFAULT_RULES.map(({ id, version: _version, ...fields }) => [id, fields] as const),
  ...RULE_TEMPLATES.map(({ id, fields }) => [id, fields] as const),
  ...RATIOS.map(([id, numerator, denominator]) => [id, ratioRule(numerator, denominator)] as const),
];

function ratioRule(numerator: Quantity, denominator: Quantity): RuleFields {
  const measure = { kind: 'ratio', numerator, denominator, windowSeconds: 300, minDenominator: 20 } as const;
  const [template] = RULE_TEMPLATES;
  if (!template) throw new Error('no template');
  return { ...template.fields, measure };
}
test.each<Quantity | null>([
  null,
  of(['Product Added']),
  of(['Product Added'], CARD),
  { of: 'events', names: null, category: 'cart' },
  { of: 'events', names: null, category: null, where: [CARD] },
])('a burst in %j survives the form', (quantity) => {
  const measure = { kind: 'perUser', windowSeconds: 60, ...(quantity && { quantity }) } as const;
  const fields = { ...ratioRule(of(['A']), of(['B'])), measure, limit: 5 };
  expect(fieldsOf(draftOf(fields))).toEqual({ fields, wrong: [] });
});

const draftNamed = (id: string) => {
  const found = ALL.find(([each]) => each === id);
  if (!found) throw new Error(`no rule ${id}`);
  return draftOf(found[1]);
};

test.each(ALL)('%s survives the form as it is', (_id, fields) => {
  expect(fieldsOf(draftOf(fields))).toEqual({ fields, wrong: [] });
});

test.each<Compare>([
  { to: 'lastWeek', minPast: 50 },
  { to: 'spread', minPast: 50, baselineSeconds: 3_600, minMinutes: 10 },
])('a share that is compared with %j survives the form: its limit is no percentage', (compare) => {
  const fields = { ...ratioRule(of(['Payment Failed']), of(['Order Completed'])), compare, limit: 2 };
  expect(draftOf(fields).limit).toBe('2');
  expect(fieldsOf(draftOf(fields))).toEqual({ fields, wrong: [] });
  expect(limitRangeOf(draftOf(fields))).toEqual({ min: '0.01', max: '1000' });
});

test('a name that is typed twice is counted once', () => {
  const quantity = { what: 'names', scope: 'all', names: 'A, B,A' } as const;
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
  ['payment-failures', { quantity: { what: 'names', scope: 'all', names: ' , ' } }, 'quantity'],
  ['payment-failures', { denominator: { what: 'names', scope: 'all', names: '' } }, 'denominator'],
  ['payment-failures', { where: 'method' }, 'where'],
  ['payment-failures', { denominatorWhere: 'method=' }, 'denominatorWhere'],
  ['payment-failures', { denominatorWhere: 'a=1, b=1, c=1, d=1, e=1, f=1' }, 'denominatorWhere'],
  ['payment-failures', { minDenominator: '-1' }, 'minDenominator'],
  ['order-spike', { compareTo: 'yesterday', windowSeconds: 90 }, 'windowSeconds'],
  ['order-spike', { quantity: { what: 'users', scope: 'names', names: '' } }, 'quantity'],
  ['order-spike', { quantity: { what: 'users', scope: 'all', names: '' }, windowSeconds: 3_900 }, 'windowSeconds'],
  ['order-spike', { quantity: { what: 'users', scope: 'all', names: '' }, windowSeconds: 30 }, 'compareTo'],
  ['order-spike', { minMinutes: '0' }, 'minMinutes'],
  ['no-data', { limit: '9' }, 'limit'],
  ['no-data', { limit: 'soon' }, 'limit'],
  ['books', { name: '  ' }, 'name'],
  ['books', { runbookUrl: 'javascript:alert(1)' }, 'runbookUrl'],
  ['books', { runbookUrl: 'wiki/books' }, 'runbookUrl'],
])('%s with %j is wrong in its %s', (id, change, field) => {
  expect(fieldsOf({ ...draftNamed(id), ...change })).toEqual({ fields: null, wrong: [field] });
});

test('the range of a limit is said as it is typed', () => {
  expect(limitRangeOf(draftNamed('payment-failures'))).toEqual({ min: '0', max: '1000' });
  expect(limitRangeOf(draftNamed('no-data'))).toEqual({ min: '10', max: '86400' });
  expect(limitRangeOf(draftNamed('order-spike'))).toEqual({ min: '0.01', max: '1000' });
});

test('two drafts differ in what was typed', () => {
  const draft = draftNamed('payment-failures');
  expect(differences(draft, draftNamed('payment-failures'))).toEqual([]);
  expect(differences(draft, { ...draft, limit: '30', channels: [], quantity: { ...draft.quantity } })).toEqual([
    'channels',
    'limit',
  ]);
});

test('a share that is a ratio of two kinds by now keeps its limit, and so the other way round', () => {
  const draft = draftOf((RULE_TEMPLATES[0] as (typeof RULE_TEMPLATES)[number]).fields);
  expect(draft.limit).toBe('20');
  const mixed = changed(draft, { quantity: { ...draft.quantity, what: 'users' } });
  expect(mixed.limit).toBe('0.2');
  expect(changed(mixed, { quantity: draft.quantity }).limit).toBe('20');
  expect(changed(draft, { kind: 'value' }).limit).toBe('20');
  // 20 times what was yesterday is another limit, which is typed next.
  expect(changed(draft, { compareTo: 'yesterday' }).limit).toBe('20');
});
