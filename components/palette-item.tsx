'use client';

import type { LucideIcon } from 'lucide-react';
import { isValidElement, type ReactElement, type ReactNode } from 'react';
import type { Keys } from '#hooks/shortcut-keys';
import { ShortcutKeys } from './shortcut-keys.tsx';
import { CommandItem } from './ui/command.tsx';

type Props = {
  /** Found by its words too, which are English in every language. */
  id: string;
  /** One that says more than what kind of line it is comes as an element, with its own colour. */
  icon: LucideIcon | ReactElement | undefined;
  label: string;
  /** What it is called where many are listed under one heading. */
  heading?: string;
  keys?: Keys;
  disabled?: boolean;
  onSelect: () => void;
  children?: ReactNode;
};

/** One line of the palette: icon, label, and its keys or what else is to be said of it. */
export function PaletteItem({ id, icon: Icon, label, heading = '', keys, disabled, onSelect, children }: Props) {
  return (
    <CommandItem value={id} keywords={[label, heading, id]} disabled={disabled} onSelect={onSelect}>
      {isValidElement(Icon) ? Icon : Icon && <Icon size={16} className="flex-none text-fg-2" aria-hidden="true" />}
      <span className="cut grow">{label}</span>
      {children}
      {keys && (
        // A phone has no such keys.
        <span className="pointer-coarse:hidden">
          <ShortcutKeys keys={keys} />
        </span>
      )}
    </CommandItem>
  );
}
