'use client';

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

const OTHER = { on: 'off', off: 'on' } as const;

/** A choice that this browser keeps; what is as it is without one is not kept. */
export function storedSwitch(storedAs: string, without: 'on' | 'off') {
  const isOn = () => (localStorage.getItem(storedAs) ?? without) === 'on';
  function set(on: boolean): void {
    if (on === (without === 'on')) localStorage.removeItem(storedAs);
    else localStorage.setItem(storedAs, OTHER[without]);
    for (const listener of listeners) listener();
  }
  return {
    isOn,
    /** Whether it is on, and the way to change it. */
    use: (): [boolean, (on: boolean) => void] => [useSyncExternalStore(subscribe, isOn, () => without === 'on'), set],
  };
}
