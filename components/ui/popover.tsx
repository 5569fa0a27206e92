'use client';

import { Popover } from 'radix-ui';
import type { ComponentProps, RefObject } from 'react';

type Props = ComponentProps<typeof Popover.Content> & {
  /** What opens it, beside which it stands: a button that tells `aria-expanded` itself. */
  trigger: RefObject<HTMLElement | null>;
  onClose: () => void;
};

/**
 * An open popover, flush with its trigger's end; the focus goes back there. It has no trigger of its own: its code, a tenth of
 * a page's, is loaded when somebody opens it.
 */
export function OpenPopover({ trigger, onClose, className = '', onCloseAutoFocus, ...props }: Props) {
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={trigger as RefObject<HTMLElement>} />
      <Popover.Portal>
        <Popover.Content
          data-slot="popover-content"
          className={`popover ${className}`}
          align="end"
          sideOffset={6}
          collisionPadding={12}
          onInteractOutside={(event) => {
            // The trigger closes it itself; closed here as well, it would open again.
            if (event.target instanceof Node && trigger.current?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event);
            if (event.defaultPrevented) return;
            event.preventDefault();
            trigger.current?.focus();
          }}
          {...props}
        />
      </Popover.Portal>
    </Popover.Root>
  );
}
