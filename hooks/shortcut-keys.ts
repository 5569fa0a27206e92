/** One key, or two pressed one after the other. `mod+k` is ⌘K on a Mac and Ctrl+K elsewhere. */
export type Keys = readonly [string] | readonly [string, string];

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The pressed key as tables of shortcuts write it: `a`, `?`, `space`, `mod+k`; null when it can be none of them. */
export function nameOfKey(pressed: Pressed, isMac: boolean): string | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = pressed;
  const [mod, foreign] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  const name = plainName(pressed);
  if (name === null || altKey || foreign) return null;
  if (shiftKey && (mod || /^[a-z]$/.test(name))) return null;
  return mod ? `mod+${name}` : name;
}

function plainName({ key, code, shiftKey }: Pressed): string | null {
  if (key === ' ') return 'space';
  if (/^[!-~]$/.test(key)) return key.toLowerCase();
  // While Hangul is typed the key is a jamo or "Process", so it is known by its place on the keyboard.
  if (key.length > 1 && key !== 'Process') return null;
  if (code === 'Slash') return shiftKey ? '?' : '/';
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** Which entry the key means after the key `before` it; `waits` when it may begin one of two keys. */
export function matchKeys<T extends { keys: Keys }>(before: string | null, name: string, table: readonly T[]) {
  const second = before === null ? undefined : table.find(({ keys }) => keys[0] === before && keys[1] === name);
  const hit = second ?? table.find(({ keys }) => keys.length === 1 && keys[0] === name) ?? null;
  return { hit, waits: hit === null && table.some(({ keys }) => keys.length === 2 && keys[0] === name) };
}
