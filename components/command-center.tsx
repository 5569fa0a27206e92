'use client';

import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { useSingleKeys } from '#hooks/keyboard-settings';
import { useLoaded } from '#hooks/use-loaded';
import { useShortcuts } from '#hooks/use-shortcuts';
import { type DialogId, useCommands } from './commands.tsx';
import type { PageId } from './pages.tsx';

// Loaded when first opened: neither weighs on a page that is only looked at.
const loadPalette = () => import('./command-palette.tsx').then(({ CommandPalette }) => CommandPalette);
const loadSheet = () => import('./shortcut-sheet.tsx').then(({ ShortcutSheet }) => ShortcutSheet);

const OpenDialogContext = createContext<(id: DialogId) => void>(() => {});

/** Opens the command palette or the list of shortcuts. */
export const useOpenDialog = () => use(OpenDialogContext);

/** Shortcuts, palette and list of shortcuts of a page. */
export function CommandCenter({ page, children }: { page: PageId | null; children: ReactNode }) {
  const [opened, setOpened] = useState<DialogId | null>(null);
  const openedNow = useRef<DialogId | null>(null);
  const opener = useRef<Element | null>(null);
  const show = useCallback((id: DialogId | null) => {
    // The palette may open the list of shortcuts: the focus then goes back to where it was before both.
    if (openedNow.current === null) opener.current = document.activeElement;
    openedNow.current = id;
    setOpened(id);
  }, []);
  const toggle = useCallback((id: DialogId) => show(openedNow.current === id ? null : id), [show]);
  const close = useCallback(() => show(null), [show]);
  const CommandPalette = useLoaded(opened === 'palette', loadPalette, close);
  const ShortcutSheet = useLoaded(opened === 'help', loadSheet, close);
  const giveFocusBack = useCallback((event: Event) => {
    event.preventDefault();
    if (openedNow.current === null && opener.current instanceof HTMLElement) opener.current.focus();
  }, []);
  const commands = useCommands(page, toggle);
  const [singleKeys] = useSingleKeys();
  useShortcuts(
    commands.flatMap(({ keys, run, off, repeats }) => (keys && run && !off ? [{ keys, run, repeats }] : [])),
    // Not while a dialog is still being loaded either: what is typed ahead is meant for it.
    singleKeys && opened === null,
  );
  return (
    <OpenDialogContext value={toggle}>
      {children}
      {opened === 'palette' && CommandPalette && (
        <CommandPalette commands={commands} onClose={close} onCloseAutoFocus={giveFocusBack} />
      )}
      {opened === 'help' && ShortcutSheet && (
        <ShortcutSheet commands={commands} onClose={close} onCloseAutoFocus={giveFocusBack} />
      )}
    </OpenDialogContext>
  );
}
