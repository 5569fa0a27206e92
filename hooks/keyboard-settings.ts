'use client';

import { useSyncExternalStore } from 'react';
import { storedSwitch } from './stored-switch.ts';

export const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);
const neverChanges = () => () => {};

/** Whether ⌘ takes the place of Ctrl; not before the page runs in the browser. */
export const useIsMac = () => useSyncExternalStore(neverChanges, isMac, () => false);

/** Whether shortcuts of a single key work. */
export const { use: useSingleKeys } = storedSwitch('single-keys', 'on');
