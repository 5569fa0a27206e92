import { describe, expect, it } from 'vitest';
import { matchKeys, nameOfKey } from './shortcut-keys.ts';

const press = (key: string, code: string, modifiers: Partial<KeyboardEvent> = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('nameOfKey', () => {
  it.each([
    ['a letter', press('g', 'KeyG'), 'g'],
    ['a letter under caps lock', press('G', 'KeyG'), 'g'],
    ['a letter of a layout that places it elsewhere', press('g', 'KeyU'), 'g'],
    ['Hangul on a Mac', press('ㅎ', 'KeyG'), 'g'],
    ['Hangul on Windows', press('Process', 'KeyG'), 'g'],
    ['Hangul, question mark', press('Process', 'Slash', { shiftKey: true }), '?'],
    ['space', press(' ', 'Space'), 'space'],
    ['question mark', press('?', 'Slash', { shiftKey: true }), '?'],
    ['slash', press('/', 'Slash'), '/'],
    ['Ctrl K', press('k', 'KeyK', { ctrlKey: true }), 'mod+k'],
    ['Ctrl Shift K', press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), null],
    ['a letter with Shift', press('J', 'KeyJ', { shiftKey: true }), null],
    ['a letter with Alt', press('j', 'KeyJ', { altKey: true }), null],
    ['the Windows key', press('k', 'KeyK', { metaKey: true }), null],
    ['a function key', press('F5', 'F5'), null],
    ['Enter', press('Enter', 'Enter'), null],
  ])('%s', (_, pressed, expected) => expect(nameOfKey(pressed, false)).toBe(expected));

  it('on a Mac is ⌘, and Ctrl is left to the text fields', () => {
    expect(nameOfKey(press('k', 'KeyK', { metaKey: true }), true)).toBe('mod+k');
    expect(nameOfKey(press('k', 'KeyK', { ctrlKey: true }), true)).toBeNull();
  });
});

describe('matchKeys', () => {
  const table = [{ keys: ['g', 'a'] }, { keys: ['a'] }, { keys: ['j'] }] as const;
  it('finds one key, and two in a row before one', () => {
    expect(matchKeys(null, 'a', table).hit).toBe(table[1]);
    expect(matchKeys('g', 'a', table).hit).toBe(table[0]);
  });
  it('waits after a key that may begin two, and forgets it when another comes', () => {
    expect(matchKeys(null, 'g', table)).toEqual({ hit: null, waits: true });
    expect(matchKeys('g', 'j', table).hit).toBe(table[2]);
    expect(matchKeys('g', 'x', table)).toEqual({ hit: null, waits: false });
  });
});
