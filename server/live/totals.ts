import { CATEGORIES, categoryOf } from '#contracts/categories';

/** Real or simulated traffic, as the names of fields in Redis begin. */
export type Kind = 'r' | 's';

/** All that is known of one window, over all partitions. Revenue in hundredths. */
export type WindowTotals = {
  names: Record<Kind, Map<string, number>>;
  total: Record<Kind, number>;
  revenue: Record<Kind, number>;
  byCategory: Record<Kind, number[]>;
  /** What only rules ask for, as the field is named: `~` counts by a filter, `^` users up to then. */
  ofRules: Map<string, number>;
};

/** Whether a field of a window is no count of a name, but something that rules ask for. */
export const isOfRules = (field: string): boolean => field[1] === '~' || field[1] === '^';

const CATEGORY_INDEX = new Map(CATEGORIES.map((category, index) => [category, index]));

/** Adds up the hashes that partitions keep of one window. */
export function totalsOf(hashes: Iterable<Record<string, string>>): WindowTotals {
  const totals: WindowTotals = {
    names: { r: new Map(), s: new Map() },
    total: { r: 0, s: 0 },
    revenue: { r: 0, s: 0 },
    byCategory: { r: CATEGORIES.map(() => 0), s: CATEGORIES.map(() => 0) },
    ofRules: new Map(),
  };
  for (const fields of hashes) {
    for (const [field, text] of Object.entries(fields)) addField(totals, field, Number(text));
  }
  return totals;
}

function addField(totals: WindowTotals, field: string, n: number): void {
  const kind = field[0] as Kind;
  if (field[1] === '$') {
    totals.revenue[kind] += n;
    return;
  }
  if (isOfRules(field)) {
    totals.ofRules.set(field, (totals.ofRules.get(field) ?? 0) + n);
    return;
  }
  const name = field.slice(2);
  totals.names[kind].set(name, (totals.names[kind].get(name) ?? 0) + n);
  totals.total[kind] += n;
  const index = CATEGORY_INDEX.get(categoryOf(name)) as number;
  totals.byCategory[kind][index] = (totals.byCategory[kind][index] as number) + n;
}

/** The series that rules can ask for, of one window. */
export function* seriesOf(totals: WindowTotals): Generator<[string, number]> {
  const { names, total, revenue, byCategory } = totals;
  yield* totals.ofRules;
  for (const kind of ['r', 's'] as const) {
    if (total[kind] === 0) continue;
    yield [`${kind}*`, total[kind]];
    yield [`${kind}$`, revenue[kind]];
    for (const [index, category] of CATEGORIES.entries()) yield [`${kind}#${category}`, byCategory[kind][index] ?? 0];
    for (const [name, n] of names[kind]) yield [`${kind}|${name}`, n];
  }
}
