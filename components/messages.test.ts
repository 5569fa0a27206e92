import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MESSAGES, pickLocale } from './messages.tsx';

/** Every text's path and the names of its placeholders, as `path {a} {b}`. */
function outline(node: object, path = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value !== 'string') return outline(value as object, here);
    // What stands after `=0 ` or `other ` is a plural's text, even where it is one word.
    const names = [...value.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)[,}]|<(\w+)>/g)].map(
      (match) => match[1] ?? match[2],
    );
    return [`${here} ${[...new Set(names)].sort().join(' ')}`];
  });
}

/** Files whose code may show a text, or name one that another file shows. */
function sources(): string[] {
  const root = path.resolve(import.meta.dirname, '..');
  return ['app', 'components', 'hooks', 'contracts'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
  );
}

/**
 * Paths of the texts that no file shows. A file shows the texts of the namespaces it gives to `useTranslations` that
 * it also names: in quotes, or by the beginning of a template (`range.${range}`). Where it asks for a text by
 * a variable alone, as in `t(id)`, the name may be in quotes, or a number, in any file. What a file
 * takes out of `MESSAGES` itself it names without quotes.
 */
function unused(paths: string[], files: string[]): string[] {
  const everything = files.join('\n');
  const readers = files.map((text) => ({
    text,
    namespaces: [...text.matchAll(/useTranslations\('([\w.]+)'\)/g)].map((match) => `${match[1]}.`),
    beginnings: [...text.matchAll(/`([\w.-]+[._])\$\{/g)].map((match) => match[1] ?? ''),
    asksByVariable: [...text.matchAll(/const (\w+) = useTranslations\(/g)].some((match) =>
      new RegExp(`\\b${match[1]}(\\.rich)?\\(([a-z][\\w.]*|\`\\$\\{[\\w.]+\\}\`)[,)]`).test(text),
    ),
  }));
  // Few do, and to ask all of them takes most of the time.
  const takers = files.filter((text) => text.includes('= MESSAGES'));
  return paths.filter(
    (whole) =>
      !takers.some((text) => takesOut(text, whole)) &&
      !readers.some(({ text, namespaces, beginnings, asksByVariable }) =>
        namespaces.some((namespace) => {
          if (!whole.startsWith(namespace)) return false;
          const name = whole.slice(namespace.length);
          if (text.includes(`'${name}'`) || beginnings.some((beginning) => name.startsWith(beginning))) return true;
          const isNumber = /^\d+$/.test(name) && new RegExp(`\\b${name}\\b`).test(everything);
          return asksByVariable && (isNumber || everything.includes(`'${name}'`));
        }),
      ),
  );
}

function takesOut(text: string, whole: string): boolean {
  const [, parent, name] = /^(.+)\.([\w-]+)$/.exec(whole) ?? [];
  return new RegExp(`\\b${name}\\b[^;]*= MESSAGES[^;]*\\.${parent};`).test(text);
}

describe('texts', () => {
  it('are all shown somewhere', () => {
    expect(
      unused(
        outline(MESSAGES.en).map((line) => line.split(' ')[0] ?? ''),
        sources(),
      ),
    ).toEqual([]);
  });

  it('are the same in both languages, with the same placeholders', () => {
    expect(outline(MESSAGES.ko).sort()).toEqual(outline(MESSAGES.en).sort());
  });
});

describe('pickLocale', () => {
  it.each([
    ['ko', 'en-US,en', 'ko'],
    [undefined, 'ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
    [undefined, 'fr-FR,ko;q=0.5', 'ko'],
    [undefined, 'fr', 'en'],
    [undefined, null, 'en'],
    ['xx', 'en', 'en'],
    [undefined, 'en;q=0.5, ko;q=0.9', 'ko'],
    [undefined, 'ko;q=0, en;q=0.1', 'en'],
    [undefined, 'kok-IN, en', 'en'],
  ])('cookie %s and header %s give %s', (cookie, header, expected) => {
    expect(pickLocale(cookie, header)).toBe(expected);
  });
});
