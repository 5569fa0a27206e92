'use client';

import { useEffect, useRef } from 'react';
import { isMac } from './keyboard-settings.ts';
import { type Keys, matchKeys, nameOfKey } from './shortcut-keys.ts';

/** `repeats`: goes on while the key is held. */
export type Shortcut = { keys: Keys; run: () => void; repeats?: boolean };

/** The second of two keys comes within this. */
const SEQUENCE_MS = 1_500;
const TYPED_IN = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** Space presses these, or scrolls them. */
const TAKES_SPACE = 'a[href], button, summary, [role="button"], [tabindex="0"]';

/** Runs shortcuts as their keys are pressed anywhere on the page. Those without ⌘ or Ctrl only with `singleKeys`. */
export function useShortcuts(table: readonly Shortcut[], singleKeys: boolean): void {
  const latest = useRef({ table, singleKeys });
  useEffect(() => {
    latest.current = { table, singleKeys };
  });
  useEffect(() => {
    let before: { name: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      const name = event.defaultPrevented ? null : nameOfKey(event, isMac());
      if (name === null) return;
      const first = before !== null && event.timeStamp - before.at < SEQUENCE_MS ? before.name : null;
      before = null;
      if (!name.startsWith('mod+') && (!latest.current.singleKeys || isTaken(name, event.target))) return;
      const { hit, waits } = matchKeys(first, name, latest.current.table);
      if (waits) before = { name, at: event.timeStamp };
      if (!hit && !waits) return;
      event.preventDefault();
      if (hit && (hit.repeats || !event.repeat)) hit.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Whether a key without ⌘ or Ctrl belongs to what has the focus, or to a dialog that is open. */
function isTaken(name: string, target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  if (!(target instanceof Element)) return false;
  return target.closest(TYPED_IN) !== null || (name === 'space' && target.closest(TAKES_SPACE) !== null);
}
