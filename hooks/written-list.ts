import type { PropertyFilter } from '#contracts/rule';

/** Lists as they are typed in one line, parted by commas: what has a comma itself stands in quotes, as in CSV. */
const QUOTED = '"((?:[^"]|"")*)"';
const END = '\\s*(?:,|$)';

const isPlain = (text: string, parting: RegExp) =>
  text !== '' && text === text.trim() && !text.startsWith('"') && !parting.test(text);

const quote = (text: string, parting: RegExp) => (isPlain(text, parting) ? text : `"${text.replaceAll('"', '""')}"`);

const unquote = (quoted: string | undefined, plain: string | undefined) =>
  quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"');

export const writeNames = (names: readonly string[]) => names.map((name) => quote(name, /,/)).join(', ');

/** Each once, however often it was typed. */
export function readNames(text: string): string[] {
  const names = matchAll(text, `\\s*(?:${QUOTED}|([^,]*?))${END}`) ?? [];
  return [...new Set(names.map(([, quoted, plain]) => unquote(quoted, plain)).filter(Boolean))];
}

/** "platform=app, plan=pro" */
export const writeFilters = (filters: readonly PropertyFilter[]) =>
  filters.map(({ path, value }) => `${quote(path, /[,=]/)}=${quote(value, /,/)}`).join(', ');

/** null: it can't be read. */
export function readFilters(text: string): PropertyFilter[] | null {
  const filters = matchAll(text, `\\s*(?:${QUOTED}|([^,=]+?))\\s*=\\s*(?:${QUOTED}|([^,]+?))${END}`);
  if (!filters) return null;
  return filters.map(([, path, plainPath, value, plainValue]) => ({
    path: unquote(path, plainPath),
    value: unquote(value, plainValue),
  }));
}

/** One match behind the other, over the whole text; null where that can't be. */
function matchAll(text: string, pattern: string): RegExpExecArray[] | null {
  const each = new RegExp(pattern, 'y');
  const found: RegExpExecArray[] = [];
  while (text.slice(each.lastIndex).trim() !== '') {
    const match = each.exec(text);
    if (!match) return null;
    found.push(match);
  }
  return found;
}
