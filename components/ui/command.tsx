'use client';

import { Command as CommandPrimitive } from 'cmdk';
import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';

/** A list that is filtered by what is typed above it. */
export function Command({ className = '', ...props }: ComponentProps<typeof CommandPrimitive>) {
  return (
    <CommandPrimitive data-slot="command" className={`flex min-h-0 flex-col outline-none ${className}`} {...props} />
  );
}

export function CommandInput({ className = '', ...props }: ComponentProps<typeof CommandPrimitive.Input>) {
  return (
    <div data-slot="command-input-wrapper" className="flex flex-none items-center gap-2.5 border-b border-line px-4">
      <Search size={16} className="flex-none text-fg-3" aria-hidden="true" />
      <CommandPrimitive.Input
        data-slot="command-input"
        // The ring would run round the field alone; the caret shows where the focus is, which never leaves the field.
        className={`h-12 min-w-0 flex-1 bg-transparent text-14 max-md:text-16 outline-none placeholder:text-fg-3 ${className}`}
        {...props}
      />
    </div>
  );
}

export function CommandList({ className = '', ...props }: ComponentProps<typeof CommandPrimitive.List>) {
  return (
    <CommandPrimitive.List
      data-slot="command-list"
      className={`more-y flex-1 scroll-py-2 overscroll-contain p-1.5 ${className}`}
      {...props}
    />
  );
}

export function CommandEmpty(props: ComponentProps<typeof CommandPrimitive.Empty>) {
  return (
    <CommandPrimitive.Empty data-slot="command-empty" className="px-2.5 pt-6 pb-3 text-center text-fg-2" {...props} />
  );
}

export function CommandGroup({ className = '', ...props }: ComponentProps<typeof CommandPrimitive.Group>) {
  return (
    <CommandPrimitive.Group
      data-slot="command-group"
      className={`[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-fg-3 ${className}`}
      {...props}
    />
  );
}

export function CommandItem({ className = '', ...props }: ComponentProps<typeof CommandPrimitive.Item>) {
  return (
    <CommandPrimitive.Item
      data-slot="command-item"
      className={`flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 data-[disabled=true]:cursor-not-allowed data-[disabled=true]:text-fg-3 data-[selected=true]:bg-surface-3 max-md:min-h-10 ${className}`}
      {...props}
    />
  );
}
