import type { ComponentProps } from 'react';

/** One key of a keyboard. */
export function Kbd({ className = '', ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      data-slot="kbd"
      className={`inline-grid h-5 min-w-5 place-items-center rounded border border-line-strong bg-surface-2 px-1 font-sans text-11 font-medium text-fg-2 ${className}`}
      {...props}
    />
  );
}
