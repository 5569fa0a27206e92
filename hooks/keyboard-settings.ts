'use client';

import { useSyncExternalStore } from 'react';

const STORED_AS = 'single-keys';
const OFF = 'off';

export const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);
const neverChanges = () => () => {};

/** Whether ⌘ takes the place of Ctrl; not before the page runs in the browser. */
export const useIsMac = () => useSyncExternalStore(neverChanges, isMac, () => false);

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

const areOn = () => localStorage.getItem(STORED_AS) !== OFF;

function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(STORED_AS);
  else localStorage.setItem(STORED_AS, OFF);
  for (const listener of listeners) listener();
}

/** Whether shortcuts of a single key work, kept in this browser; and the way to change it. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, areOn, () => true), setSingleKeys];
}
