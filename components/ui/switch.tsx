'use client';

import { Switch as SwitchPrimitive } from 'radix-ui';
import type { ComponentProps } from 'react';

/** On or off, at once. */
export function Switch({ className = '', ...props }: ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      data-slot="switch"
      className={`inline-flex h-6 w-10 flex-none items-center rounded-full border border-[var(--line-control)] bg-surface-3 p-0.5 data-[state=checked]:border-[var(--accent-solid)] data-[state=checked]:bg-[var(--accent-solid)] ${className}`}
      {...props}
    >
      <SwitchPrimitive.Thumb
        data-slot="switch-thumb"
        className="block size-4 rounded-full bg-fg-2 data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-white"
      />
    </SwitchPrimitive.Root>
  );
}
